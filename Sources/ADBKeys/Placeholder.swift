// ADBKeys
