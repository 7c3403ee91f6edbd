// ADBTransport
