"""What words mean and how replies are worded: one YAML file a language (`knowledge/languages/xx.yaml`)."""
