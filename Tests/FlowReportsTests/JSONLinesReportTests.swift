import FlowReports
import JSON
import Testing

@Suite struct JSONLinesReportTests {
    @Test func `a suite prints as the suite, each flow, and its commands`() throws {
        let wanted = #"""
            {"kind":"suite","name":"Shop","started_at":"2026-07-01T12:00:00.000Z","duration_ms":1915947,"flows":6,\#
            "counts":{"passed":1,"warned":1,"skipped":1,"failed":1,"infrastructure":1,"cancelled":1}}
            {"kind":"flow","flow":1,"file":"flows/login.yaml","name":"Log in & \"out\"","tags":["smoke","auth"],\#
            "device":"emulator-5554","status":"passed","attempt":2,"started_at":"2026-07-01T12:00:00.000Z",\#
            "duration_ms":6000,"logs":["token <x>","done"]}
            {"kind":"command","flow":1,"path":"1","depth":0,"title":"tap Buy","label":"Buy it",\#
            "place":{"file":"flows/login.yaml","line":6,"column":3},"status":"passed",\#
            "started_at":"2026-07-01T12:00:00.010Z","duration_ms":1250,"point":[540,1200],"target":[40,1100,1040,1300],\#
            "heal":{"selector":"text Buy","replacement":"id buy","score":0.925,"evidence":["same place"]}}
            {"kind":"command","flow":1,"path":"2","depth":0,"title":"run commands",\#
            "place":{"file":"flows/login.yaml","line":7,"column":3},"status":"passed",\#
            "started_at":"2026-07-01T12:00:01.260Z","duration_ms":300}
            {"kind":"command","flow":1,"path":"2.1","depth":1,"title":"type \"a<b\"","label":"Buy it",\#
            "place":{"file":"flows/login.yaml","line":6,"column":3},"status":"warned",\#
            "started_at":"2026-07-01T12:00:01.300Z","duration_ms":200,\#
            "failure":{"code":"timeout","message":"the keyboard did not come"}}
            {"kind":"flow","flow":2,"file":"flows/pay.yaml","name":"pay","tags":[],"device":"emulator-5554",\#
            "status":"warned","attempt":1,"started_at":"2026-07-01T12:00:06.000Z","duration_ms":421573,"logs":[]}
            {"kind":"flow","flow":3,"file":"flows/pay.yaml","name":"pay","tags":[],"device":"emulator-5554",\#
            "status":"failed","attempt":1,"started_at":"2026-07-01T12:00:07.000Z","duration_ms":421573,\#
            "failure":{"code":"elementNotFound","message":"nothing on the screen has the text \"Pay\"",\#
            "file":"flows/pay.yaml","line":3,"column":3},"logs":[]}
            {"kind":"flow","flow":4,"file":"flows/pay.yaml","name":"pay","tags":[],"device":"emulator-5554",\#
            "status":"infrastructure","attempt":1,"started_at":"2026-07-01T12:00:08.000Z","duration_ms":421573,\#
            "failure":{"code":"device","message":"the device went offline"},"logs":[]}
            {"kind":"flow","flow":5,"file":"flows/pay.yaml","name":"pay","tags":[],"device":"emulator-5554",\#
            "status":"skipped","attempt":1,"started_at":"2026-07-01T12:00:09.000Z","duration_ms":421573,"logs":[]}
            {"kind":"flow","flow":6,"file":"flows/pay.yaml","name":"pay","tags":[],"device":"emulator-5554",\#
            "status":"cancelled","attempt":1,"started_at":"2026-07-01T12:00:10.000Z","duration_ms":421573,"logs":[]}

            """#
        #expect(try JSONLinesReport(SampleSuite.fixed()).print() == wanted)
    }
}
