import JSON
import Patterns
import Schemas
import Testing

@Suite("Reading schemas")
struct SchemaReaderTests {
    private func read(_ text: String, draft: SchemaDraft? = nil, formats: Bool = false) throws -> JSONSchema {
        try JSONSchema(JSONValue(parsing: text), draft: draft, assertsFormats: formats)
    }

    private func refusal(_ text: String, draft: SchemaDraft? = nil, formats: Bool = false) -> SchemaError? {
        do {
            _ = try read(text, draft: draft, formats: formats)
            return nil
        } catch {
            return error as? SchemaError
        }
    }

    @Test("Keywords become what their names say")
    func keywords() throws {
        let schema = try read(
            """
            {"type":"object","required":["a"],"minProperties":1,"additionalProperties":false,"properties":{
              "a":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":2.5,"multipleOf":2},
              "b/~c":{"type":"string","minLength":2,"maxLength":3.0,"format":"date"},
              "d":{"type":"array","prefixItems":[true],"items":{"const":null},"uniqueItems":true,"x-unit":"cm"}}}
            """)
        let root = schema[schema.root]
        #expect(root.type == .object && root.required == ["a"] && root.minProperties == 1)
        #expect(root.additionalProperties.map { schema[$0].always } == false)
        #expect(root.properties.map(\.name) == ["a", "b/~c", "d"])
        let (a, b, d) = (
            schema[root.properties[0].schema], schema[root.properties[1].schema], schema[root.properties[2].schema]
        )
        #expect(a.type == [.integer, .null] && a.minimum == 0 && a.exclusiveMaximum == 2.5 && a.multipleOf == 2)
        #expect(b.location == "/properties/b~1~0c" && b.minLength == 2 && b.maxLength == 3 && b.format == "date")
        #expect(d.prefixItems.count == 1 && d.items.map { schema[$0].const } == .some(.null) && d.uniqueItems)
        #expect(schema.extensions == ["/properties/d/x-unit"])
    }

    @Test(
        "A reference leads to its schema",
        arguments: [
            (##"{"$ref":"#/$defs/a","$defs":{"a":{"title":"A"}}}"##, "/$defs/a"),
            (##"{"$ref":"#"}"##, ""),
            (##"{"$ref":"#/$defs/a~1b%25~0","$defs":{"a/b%~":{}}}"##, "/$defs/a~1b%~0"),
            (##"{"$ref":"#/$defs/%C3%A9","$defs":{"é":{}}}"##, "/$defs/é"),
            (##"{"$ref":"#x","$defs":{"a":{"$anchor":"x"}}}"##, "/$defs/a"),
            (##"{"$id":"http://e.org/s/root.json","$ref":"../a","$defs":{"a":{"$id":"/a"}}}"##, "/$defs/a"),
            (
                ##"{"$id":"http://e.org/s/root","$ref":"t#y","$defs":{"a":{"$id":"t","$defs":{"b":{"$anchor":"y"}}}}}"##,
                "/$defs/a/$defs/b"
            ),
            (##"{"$id":"urn:uuid:1","$ref":"urn:uuid:1#/$defs/a","$defs":{"a":{}}}"##, "/$defs/a"),
            (##"{"$ref":"#/x-parts/a","x-parts":{"a":{"type":"null"}}}"##, "/x-parts/a"),
            (##"{"$ref":"#/prefixItems/1","prefixItems":[true,{}]}"##, "/prefixItems/1"),
            (##"{"$dynamicRef":"#x","$defs":{"a":{"$dynamicAnchor":"x"}}}"##, "/$defs/a"),
        ])
    func references(text: String, location: String) throws {
        if location.isEmpty {
            #expect(refusal(text)?.code == .endless)
        } else {
            let schema = try read(text)
            #expect(schema[try #require(schema[schema.root].ref)].location == location)
        }
    }

    @Test("Before 2019-09 a reference is all that its schema says")
    func siblings() throws {
        let text = ##"{"$ref":"#b","maxLength":3,"definitions":{"a":{"$id":"#b","type":"string"}}}"##
        let old = try read(text, draft: .draft7)
        let target = try #require(old[0].ref)
        #expect(old[0].maxLength == nil && old[target].type == .string)
        let new = try read(##"{"$ref":"#/$defs/a","maxLength":3,"$defs":{"a":{}}}"##)
        #expect(new[0].maxLength == 3 && new[0].ref != nil)
    }

    @Test("Draft 7's keywords read into the same nodes")
    func draft7() throws {
        let schema = try read(
            """
            {"$schema":"http://json-schema.org/draft-07/schema#","items":[{},{}],"additionalItems":false,
             "dependencies":{"a":["b"],"c":{"required":["d"]}}}
            """)
        let root = schema[0]
        #expect(schema.draft == .draft7 && root.prefixItems.count == 2)
        #expect(root.items.map { schema[$0].location } == "/additionalItems")
        #expect(root.dependentRequired.map(\.name) == ["a"] && root.dependentSchemas.map(\.name) == ["c"])
        #expect(try read(##"{"items":{},"additionalItems":false}"##, draft: .draft7)[0].items == 1)
    }

    @Test(
        "What cannot be read is refused at its place",
        arguments: [
            (##"3"##, SchemaError.Code.malformed, "", ""),
            (##"{"minLength":"3"}"##, .malformed, "/minLength", "minLength"),
            (##"{"properties":{"a":{"maximum":true}}}"##, .malformed, "/properties/a/maximum", "maximum"),
            (##"{"type":"text"}"##, .malformed, "/type", "type"),
            (##"{"type":[]}"##, .malformed, "/type", "type"),
            (##"{"required":["a","a"]}"##, .malformed, "/required", "required"),
            (##"{"items":[{}]}"##, .malformed, "/items", "items"),
            (##"{"anyOf":[]}"##, .malformed, "/anyOf", "anyOf"),
            (##"{"multipleOf":0}"##, .malformed, "/multipleOf", "multipleOf"),
            (##"{"minItems":-1}"##, .malformed, "/minItems", "minItems"),
            (##"{"$schema":"http://json-schema.org/draft-03/schema#"}"##, .unsupported, "/$schema", "$schema"),
            (##"{"$vocabulary":{}}"##, .unsupported, "/$vocabulary", "$vocabulary"),
            (#"{"pattern":"(?=a)"}"#, .unsupported, "/pattern", "pattern"),
            (#"{"patternProperties":{"(":{}}}"#, .malformed, "/patternProperties/(", "patternProperties"),
            (##"{"$ref":"other.json"}"##, .otherDocument, "/$ref", "$ref"),
            (##"{"$ref":"#/$defs/a"}"##, .unresolved, "/$ref", "$ref"),
            (##"{"$ref":"#/%zz"}"##, .malformed, "/$ref", "$ref"),
            (##"{"$id":"a#b"}"##, .malformed, "/$id", "$id"),
            (##"{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}"##, .malformed, "/$defs/b/$anchor", "$anchor"),
            (
                ##"{"$dynamicRef":"#x","$dynamicAnchor":"x","$defs":{"a":{"$id":"a","$dynamicAnchor":"x"}}}"##,
                .unsupported, "/$dynamicRef", "$dynamicRef"
            ),
            (
                ##"{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"not":{"$ref":"#/$defs/a"}}}}"##,
                .endless, "/$defs/a/not/$ref", "$ref"
            ),
        ])
    func refusals(text: String, code: SchemaError.Code, location: String, keyword: String) throws {
        let error = try #require(refusal(text))
        #expect(error.code == code && error.location == location && error.keyword == keyword, "\(error)")
    }

    @Test(
        "References are resolved as RFC 3986 says in section 5.4",
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"), ("g;x?y", "http://a/b/c/g;x?y"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
            ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
            ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ])
    func resolution(reference: String, uri: String) throws {
        let schema = try JSONSchema([
            "$id": "http://a/b/c/d;p?q", "$ref": .string(reference + "#"), "$defs": ["x": ["$id": .string(uri)]],
        ])
        #expect(schema[0].ref.map { schema[$0].location } == "/$defs/x")
    }

    @Test("Draft 4's exclusive bounds and ids read into the same nodes")
    func draft4() throws {
        let schema = try read(
            """
            {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true,"maximum":3,
             "exclusiveMaximum":false,"not":{"$ref":"other#x"},"definitions":{"a":{"id":"other","items":{"id":"#x"}}}}
            """)
        #expect(schema[0].exclusiveMinimum == 1 && schema[0].minimum == nil && schema[0].maximum == 3)
        let target = try #require(schema[0].not.flatMap { schema[$0].ref })
        #expect(schema[target].location == "/definitions/a/items")
        #expect(refusal(#"{"exclusiveMinimum":1}"#, draft: .draft4)?.location == "/exclusiveMinimum")
        #expect(refusal(#"{"exclusiveMinimum":true}"#)?.location == "/exclusiveMinimum")
    }

    @Test("The document's own $schema comes before what the caller says")
    func dialect() throws {
        let own = try read(#"{"$schema":"https://json-schema.org/draft/2019-09/schema"}"#, draft: .draft7)
        #expect(own.draft == .draft2019)
        let embedded = refusal(#"{"not":{"$schema":"http://json-schema.org/draft-07/schema#"}}"#)
        #expect(embedded?.code == .unsupported && embedded?.location == "/not/$schema")
    }

    @Test("An unknown format is refused where formats are rules, and only there")
    func formats() throws {
        #expect(refusal(##"{"format":"zip"}"##, formats: true)?.keyword == "format")
        #expect(try read(##"{"format":"zip"}"##)[0].format == "zip")
    }

    @Test("Limits hold")
    func limits() throws {
        let many = #"{"anyOf":[\#([String](repeating: "{}", count: 10).joined(separator: ","))]}"#
        let deep = String(repeating: #"{"not":"#, count: 10) + "true" + String(repeating: "}", count: 10)
        let chain = (0..<10).map { ##""\##($0)":{"$ref":"#/$defs/\##($0 + 1)"}"## }.joined(separator: ",")
        for (text, limits) in [
            (many, SchemaLimits(nodes: 10)), (deep, SchemaLimits(depth: 10)),
            (#"{"$defs":{\#(chain),"10":{}}}"#, SchemaLimits(depth: 10)),
            (##"{"pattern":"aaaaaaaaaaa"}"##, SchemaLimits(pattern: PatternLimits(sourceLength: 10))),
            (#"{"anyOf":[{"pattern":"a"},{"pattern":"b"}]}"#, SchemaLimits(patterns: 1)),
            (#"{"anyOf":[{"pattern":"aaa"},{"pattern":"bbb"}]}"#, SchemaLimits(patternStates: 7)),
        ] {
            let document = try JSONValue(parsing: text)
            #expect(throws: Never.self) { _ = try JSONSchema(document) }
            let refused = #expect(throws: SchemaError.self) { _ = try JSONSchema(document, limits: limits) }
            #expect(refused?.code == .tooLarge)
        }
    }

    @Test("Schemas are equal when their documents and drafts are")
    func equality() throws {
        let schema = try read(#"{"type":"null","minimum":1}"#)
        let reordered = try read(#"{"minimum":1.0,"type":"null"}"#)
        let older = try read(#"{"type":"null","minimum":1}"#, draft: .draft7)
        #expect(schema == reordered && schema != older)
    }
}
