// DeviceBridge
