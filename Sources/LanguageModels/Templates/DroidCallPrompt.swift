import JSON
import Tools

/// What DroidCall's prompts say: the functions, how to call them, and the question.
struct DroidCallPrompt {
    let form: DroidCall.Form
    let tools: [FunctionDeclaration]

    /// The system message.
    static let system = """

        You are an expert in composing functions. You are given a query and a set of possible functions. \n\
        Based on the query, you will need to make one or more function calls to achieve the purpose. \n\
        If none of the function can be used, point it out. If the given question lacks the parameters required by the \
        function,
        also point it out. Remember you should not use functions that is not suitable for the query and only return the \
        function call in tools call sections. \n
        """

    /// The message of the user.
    func text(query: String) -> String {
        """

        Here is a list of functions that you can invoke:
        \(functions)

        Should you decide to return the function call(s), Put it in the format of \n\
        \(form == .code ? Self.codeFormat : Self.jsonFormat)

        \(form == .code ? Self.codeNesting : Self.jsonNesting)



        If there is a way to achieve the purpose using the given functions, please provide the function call(s) in the \
        above format.
        REMEMBER TO ONLY RETURN THE FUNCTION CALLS LIKE THE EXAMPLE ABOVE, NO OTHER INFORMATION SHOULD BE RETURNED.

        Now my query is: \(query)

        """
    }

    private var functions: String {
        switch form {
        case .code: tools.map(described).joined(separator: "\n" + String(repeating: "=", count: 50) + "\n")
        case .json: PythonJSON(indent: 2).text(.array(tools.map(listed)))
        }
    }

    private func described(_ tool: FunctionDeclaration) -> String {
        let arguments = PythonSignature(tool: tool).arguments.map { argument in
            let description = PythonText.strip(argument.schema["description"]?.string ?? "")
            return "\n    \(argument.name) (\(argument.type)): \(description)"
        }
        return """
            Name:
                \(tool.name)
            Description:
                \(PythonText.strip(tool.description))
            Args:\(arguments.joined())
            Returns:
                None
            """
    }

    private func listed(_ tool: FunctionDeclaration) -> JSONValue {
        let arguments = PythonSignature(tool: tool).arguments.map { argument in
            let entry = JSONObject(omittingNil: [
                "description": .string(argument.schema["description"]?.string ?? ""), "type": .string(argument.type),
                "required": .bool(argument.isRequired), "default": argument.schema["default"],
            ])
            return (key: argument.name, value: JSONValue.object(entry))
        }
        return [
            "name": .string(tool.name), "description": .string(tool.description),
            "arguments": .object(JSONObject(arguments)),
        ]
    }

    private static let codeFormat = """

        result1 = func0(arg1="value1", arg2="value2", ...)
        result2 = func1(arg1="value1", arg2=result1, ...)
        ...

        """

    private static let codeNesting = """

        You can do nested function calling in the following way:
        result1 = func0(arg1="value1", arg2="value2", ...)
        result2 = func1(arg1="value1", arg2=result1, ...)
        ...
        This means that the value of arg2 in func1 is the return value from func0.

        """

    private static let jsonFormat = """

        [
            {
              "id": 0,
              "name": "func0",
              "arguments": {
                  "arg1": "value1",
                  "arg2": "value2",
                  ...
              }
            },
            {
              "id": 1,
              "name": "func1",
              "arguments": {
                  "arg1": "value1",
                  "arg2": "value2",
                  ...
              }
            },
            ...
        ]

        """

    private static let jsonNesting = """

        If an argument is a response from a previous function call, you can reference it in the following way like the \
        argument value of arg2 in func1:
        [
            {
              "id": 0,
              "name": "func0",
              "arguments": {
                  "arg1": "value1",
                  "arg2": "value2",
                  ...
              }
            },
            {
              "id": 1,
              "name": "func1",
              "arguments": {
                  "arg1": "value1",
                  "arg2": "#0",
                  ...
              }
            },
            ...
        ]
        This means that the value of arg2 in func1 is the return value from func0 (#0 means the response from the \
        function call with id 0).

        """
}
