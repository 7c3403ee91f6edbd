@main struct EndpointCheck { static func main() {} }
