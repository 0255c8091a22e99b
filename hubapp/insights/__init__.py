"""What is asked of the hub, counted without anybody's name: how often a provider is shown."""
