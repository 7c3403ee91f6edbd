/// What scripts find beside their variables, in JavaScript; evaluated once for a run, in its base context.
enum GlobalsSource {
    /// The name of these sources in stacks: no place in them is a script's.
    static let name = "thimble:globals"

    static let text = #"""
        const { parse, stringify } = JSON;
        const { getPrototypeOf } = Object;
        const nativeSend = send;
        const output = {};
        const maestro = {};
        let logs = [], logged = 0;

        // As String has it; of an object, of which that says nothing, its JSON.
        function text(value) {
            if (typeof value !== 'object' || value === null) return String(value);
            let isPlain = Array.isArray(value);
            try { isPlain ||= String(value) === '[object Object]' } catch { isPlain = true }
            if (isPlain) {
                try {
                    const json = stringify(value);
                    if (json !== undefined) return json;
                } catch (error) { if (error instanceof RangeError) throw error }
            }
            return String(value);
        }

        function log(...values) {
            if (logs.length > 10000 || logged > 1000000) return;
            const line = values.map(text).join(' ');
            logged += line.length;
            logs.push(logs.length === 10000 || logged > 1000000 ? '(more was logged than is kept)' : line);
        }
        const console = { log, info: log, debug: log, warn: log, error: log };

        function json(text) { return parse(text) }

        function relativePoint(x, y) { return Math.ceil(x * 100) + '%,' + Math.ceil(y * 100) + '%' }

        function request(url, method, options) {
            const { headers = {}, body, multipartForm } = options ?? {};
            const message = { url: String(url), method: String(method), headers: [] };
            for (const name of Object.keys(headers)) message.headers.push([name, String(headers[name])]);
            if (multipartForm != null) {
                message.form = Object.keys(multipartForm).map(name => {
                    const part = multipartForm[name];
                    return part?.filePath == null ? { name, text: text(part) }
                        : { name, filePath: String(part.filePath), mediaType: part.mediaType };
                });
            } else if (body != null) {
                message.body = text(body);
            }
            const { failure, status, headers: answered, body: said } = parse(nativeSend(stringify(message)));
            if (failure !== undefined) throw new Error(failure);
            return { ok: status >= 200 && status < 300, status, body: said, headers: answered };
        }
        const http = {
            get: (url, options) => request(url, 'GET', options),
            post: (url, options) => request(url, 'POST', options),
            put: (url, options) => request(url, 'PUT', options),
            delete: (url, options) => request(url, 'DELETE', options),
            request: (url, options) => request(url, options?.method ?? 'GET', options),
        };

        const shared = { output, maestro, http, json, relativePoint, console };
        const word = /[$_\p{ID_Start}][$\u200c\u200d\p{ID_Continue}]*/gu;

        // The globals of a source. Whatever name it may use and nobody defines becomes undefined instead of an error:
        // the engine's global object has a prototype that cannot be changed, so it cannot say so of all names at once.
        function prepare(global, source) {
            for (const name of Object.keys(shared)) global[name] = shared[name];
            for (const name of new Set(source.match(word))) if (!(name in global)) global[name] = undefined;
        }

        // An exception as JSON, with the innermost place that is a script's.
        function describe(error) {
            let message, file, line, column;
            try { message = text(error) } catch { message = 'an exception that cannot be told' }
            try {
                if (error.line > 0 && error.sourceURL && error.sourceURL !== 'thimble:globals') {
                    ({ sourceURL: file, line, column } = error);
                } else {
                    const frames = String(error.stack).split('\n');
                    const places = frames.map(frame => /^(?:[^@]*@)?(.+):(\d+):(\d+)$/.exec(frame));
                    const frame = places.find(place => place && place[1] !== 'thimble:globals');
                    if (frame) [file, line, column] = [frame[1], +frame[2], +frame[3]];
                }
            } catch {}
            const isMemory = message === 'RangeError: Out of memory';
            return stringify({ message: message.slice(0, 2000), file, line, column, isMemory });
        }

        function takeLogs() {
            const taken = logs;
            [logs, logged] = [[], 0];
            return stringify(taken);
        }

        globalThis.helpers = {
            prepare, text, describe, takeLogs,
            setPlatform(name) { maestro.platform = name },
            setCopiedText(text) { maestro.copiedText = text },
        };
        """#
}
