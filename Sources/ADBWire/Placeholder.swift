// ADBWire
