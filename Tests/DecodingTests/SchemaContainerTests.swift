import Testing

@Suite("The grammar of a schema: lists and objects")
struct SchemaContainerTests {
    @Test(
        "Lists",
        arguments: [
            SchemaCase(
                #"{"type":"array"}"#, accepts: ["[]", "[1,\"a\",null]"], refuses: ["[,]", "[1,]", "[1", "[1 ]"]),
            SchemaCase(
                #"{"type":"array","items":{"type":"integer"},"minItems":2}"#, accepts: ["[1,2]", "[1,2,3,4]"],
                refuses: ["[]", "[1]", "[1,null]"]),
            SchemaCase(
                #"{"type":"array","items":{"type":"integer"},"maxItems":2}"#, accepts: ["[]", "[1]", "[1,2]"],
                refuses: ["[1,2,3]"]),
            SchemaCase(#"{"type":"array","maxItems":0}"#, accepts: ["[]"], refuses: ["[1]"]),
            SchemaCase(
                #"{"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}]}"#,
                accepts: ["[]", "[1]", "[1,\"a\"]", "[1,\"a\",null]"], refuses: ["[\"a\"]", "[1,2]"]),
            SchemaCase(
                #"{"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}],"items":false}"#,
                accepts: ["[]", "[1]", "[1,\"a\"]"], refuses: ["[1,\"a\",null]"]),
            SchemaCase(
                #"{"type":"array","prefixItems":[{"type":"integer"}],"items":{"type":"null"},"minItems":2,"maxItems":3}"#,
                accepts: ["[1,null]", "[1,null,null]"], refuses: ["[1]", "[1,null,null,null]", "[null,null]"]),
            SchemaCase(#"{"type":"array","items":false}"#, accepts: ["[]"], refuses: ["[1]"]),
            SchemaCase(
                #"{"type":"array","prefixItems":[{"type":"integer"},false]}"#, accepts: ["[]", "[1]"],
                refuses: ["[1,2]"]),
            SchemaCase(
                #"{"allOf":[{"type":"array","prefixItems":[{"minimum":3}]},{"items":{"type":"integer"},"minItems":1}]}"#,
                accepts: ["[3]", "[4,1]"], refuses: ["[]", "[2]", "[\"a\"]"]),
            SchemaCase(
                #"{"type":"array","maxItems":1,"uniqueItems":true}"#, accepts: ["[]", "[1]"], refuses: ["[1,2]"]),
        ])
    func lists(of example: SchemaCase) throws { try example.check() }

    @Test(
        "Members",
        arguments: [
            SchemaCase(
                #"{"type":"object"}"#, accepts: ["{}", #"{"a":1,"b\n":null}"#],
                refuses: [#"{"\u0062":null}"#, "{", #"{"a"}"#, #"{"a":1,}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["b"],"additionalProperties":false}"#,
                accepts: [#"{"b":""}"#, #"{"a":1,"b":"x"}"#],
                refuses: ["{}", #"{"a":1}"#, #"{"a":1,"a":2,"b":""}"#, #"{"b":"","c":1}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"null"}}"#,
                accepts: ["{}", #"{"a":1}"#, #"{"a":1,"z":null}"#, #"{"z":null,"aa":null}"#],
                refuses: [#"{"z":1}"#, #"{"a":null}"#, #"{"a":1,"a":null}"#]),
            // No other spelling of a declared name passes for another member.
            SchemaCase(
                #"{"type":"object","properties":{"ab":{"type":"integer"}},"required":["ab"]}"#,
                accepts: [#"{"ab":1,"abc":"x","a":null}"#],
                refuses: [
                    #"{"ab":1,"ab":"x"}"#, #"{"ab":1,"\u0061b":"x"}"#, #"{"ab":1,"a\u0062":"x"}"#, #"{"\u0061b":1}"#,
                ]),
            SchemaCase(
                #"{"type":"object","properties":{"a\"\\\n/é":{"const":1}},"additionalProperties":false}"#,
                accepts: [#"{"a\"\\\n/é":1}"#], refuses: [#"{"a\"\\\n\/é":1}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":false,"b":{"const":1}}}"#, accepts: ["{}", #"{"b":1}"#],
                refuses: [#"{"a":1}"#]),
            SchemaCase(
                #"{"type":"object","required":["x","y"],"additionalProperties":{"type":"integer"}}"#,
                accepts: [#"{"x":1,"y":2}"#, #"{"x":1,"y":2,"z":3}"#], refuses: [#"{"y":2,"x":1}"#, #"{"x":1}"#]),
        ])
    func members(of example: SchemaCase) throws { try example.check() }

    @Test(
        "Names by pattern",
        arguments: [
            SchemaCase(
                #"{"type":"object","patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}"#,
                accepts: ["{}", #"{"x":1,"xy":2}"#], refuses: [#"{"y":1}"#, #"{"x":"a"}"#]),
            SchemaCase(
                #"{"type":"object","patternProperties":{"^x":{"type":"integer"},"y$":{"minimum":5}},"additionalProperties":{"type":"null"}}"#,
                accepts: [#"{"x":1}"#, #"{"xy":5}"#, #"{"zy":"text"}"#, #"{"zy":7,"q":null}"#],
                refuses: [#"{"xy":4}"#, #"{"zy":4}"#, #"{"q":1}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"xa":{"maximum":9}},"patternProperties":{"^x":{"type":"integer"}}}"#,
                accepts: [#"{"xa":9}"#, #"{"xa":1,"xb":100,"c":"d"}"#],
                refuses: [#"{"xa":10}"#, #"{"xa":"a"}"#, #"{"xb":null}"#]),
            SchemaCase(
                #"{"type":"object","propertyNames":{"pattern":"^[a-z]{1,3}$"},"additionalProperties":{"type":"integer"}}"#,
                accepts: ["{}", #"{"abc":1}"#], refuses: [#"{"abcd":1}"#, #"{"A":1}"#, #"{"":1}"#]),
            SchemaCase(
                #"{"type":"object","propertyNames":{"enum":["a","b"]},"properties":{"a":{"type":"null"},"c":{}}}"#,
                accepts: [#"{"a":null,"b":1}"#], refuses: [#"{"c":1}"#, #"{"d":1}"#, #"{"a":1}"#]),
            SchemaCase(
                #"{"type":"object","propertyNames":{"maxLength":2}}"#, accepts: [#"{"ab":1}"#], refuses: [#"{"abc":1}"#]
            ),
            SchemaCase(#"{"type":"object","propertyNames":false}"#, accepts: ["{}"], refuses: [#"{"a":1}"#]),
        ])
    func names(of example: SchemaCase) throws { try example.check() }

    @Test(
        "Counted members",
        arguments: [
            SchemaCase(
                #"{"type":"object","minProperties":1,"additionalProperties":{"type":"integer"}}"#,
                accepts: [#"{"a":1}"#, #"{"a":1,"b":2}"#], refuses: ["{}"]),
            SchemaCase(
                #"{"type":"object","maxProperties":2}"#, accepts: ["{}", #"{"a":1,"b":2}"#],
                refuses: [#"{"a":1,"b":2,"c":3}"#]),
            SchemaCase(#"{"type":"object","maxProperties":0}"#, accepts: ["{}"], refuses: [#"{"a":1}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{"const":1},"b":{"const":2},"c":{"const":3}},"minProperties":2,"additionalProperties":false}"#,
                accepts: [#"{"a":1,"b":2}"#, #"{"a":1,"c":3}"#, #"{"b":2,"c":3}"#, #"{"a":1,"b":2,"c":3}"#],
                refuses: ["{}", #"{"a":1}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{"const":1},"b":{"const":2},"c":{"const":3}},"required":["b"],"maxProperties":2,"additionalProperties":false}"#,
                accepts: [#"{"b":2}"#, #"{"a":1,"b":2}"#, #"{"b":2,"c":3}"#],
                refuses: [#"{"a":1,"b":2,"c":3}"#, #"{"a":1,"c":3}"#, "{}"]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{"const":1}},"required":["a"],"minProperties":1,"maxProperties":2,"additionalProperties":{"type":"null"}}"#,
                accepts: [#"{"a":1}"#, #"{"a":1,"z":null}"#],
                refuses: [#"{"a":1,"z":null,"y":null}"#, "{}", #"{"z":null}"#]),
            SchemaCase(
                #"{"type":"object","properties":{"a":{}},"maxProperties":9223372036854775807,"additionalProperties":false}"#,
                accepts: [#"{"a":1}"#], refuses: [#"{"b":1}"#]),
        ])
    func counted(of example: SchemaCase) throws { try example.check() }
}
