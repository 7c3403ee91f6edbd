/// `faker`, in JavaScript: those of datafaker's providers that flows use, with its names and its ranges.
enum FakerSource {
    static let text = #"""
        const fakerMethods = (() => {
            const words = fakerWords;
            const below = limit => Math.floor(Math.random() * limit);
            const pick = list => list[below(list.length)];
            const times = (count, make) => Array.from({ length: Math.min(Number(count), 10000) }, make);
            const capital = word => word.charAt(0).toUpperCase() + word.slice(1);
            const letters = 'abcdefghijklmnopqrstuvwxyz';
            // From a low end up to, not including, a high one, which datafaker allows to be equal.
            const between = (low, high) => {
                [low, high] = [Number(low), Number(high)];
                return high <= low ? low : low + below(high - low);
            };
            const isTrue = value => value === true || value === 'true';
            const letter = () => letters[below(26)];
            const numerify = text => String(text).replace(/#/g, () => below(10));
            const letterify = (text, isUpper) =>
                String(text).replace(/\?/g, () => isTrue(isUpper) ? letter().toUpperCase() : letter());
            const bothify = (text, isUpper) => letterify(numerify(text), isUpper);
            const hexify = count => times(count, () => below(16).toString(16)).join('');

            const number = {
                numberBetween: between,
                randomDigit: () => below(10),
                randomDigitNotZero: () => 1 + below(9),
                digit: () => String(below(10)),
                digits: count => numerify('#'.repeat(count)),
                positive: () => 1 + below(2147483647),
                negative: () => -1 - below(2147483647),
                randomNumber: (count = 8) =>
                    Number(count) < 1 ? 0 : Number(times(count, (_, i) => i ? below(10) : 1 + below(9)).join('')),
                randomDouble: (decimals, low, high) =>
                    Number((Number(low) + Math.random() * (high - low)).toFixed(Number(decimals))),
            };
            const name = {
                femaleFirstName: () => pick(words.femaleNames),
                maleFirstName: () => pick(words.maleNames),
                firstName: () => pick([...words.femaleNames, ...words.maleNames]),
                lastName: () => pick(words.lastNames),
                name: () => name.firstName() + ' ' + name.lastName(),
                fullName: () => name.name(),
                nameWithMiddle: () => name.firstName() + ' ' + name.name(),
                prefix: () => pick(words.prefixes),
                suffix: () => pick(words.suffixes),
                title: () => capital(pick(words.buzz)) + ' ' + pick(words.jobs),
                username: () => (name.firstName() + '.' + name.lastName()).toLowerCase(),
            };
            const lorem = {
                word: () => pick(words.lorem),
                words: (count = 3) => times(count, lorem.word),
                sentence: (count = 4) => capital(times(Number(count) + below(6), lorem.word).join(' ')) + '.',
                sentences: count => times(count, () => lorem.sentence()),
                paragraph: (count = 3) => lorem.sentences(Number(count) + below(3)).join(' '),
                paragraphs: count => times(count, () => lorem.paragraph()),
                character: () => bothify(pick('?#')),
                characters: (low = 255, high) => bothify(times(high === undefined || isNaN(high)
                    ? low : between(low, Number(high) + 1), () => pick('?#')).join('')),
                fixedString: count => lorem.paragraph(20).padEnd(count, 'lorem ').slice(0, count),
                maxLengthSentence: count => lorem.paragraph(20).slice(0, count),
            };
            const internet = {
                username: () => name.username(),
                domainWord: () => pick(words.lastNames).toLowerCase(),
                domainSuffix: () => pick(words.domainSuffixes),
                domainName: () => internet.domainWord() + '.' + internet.domainSuffix(),
                url: () => 'https://www.' + internet.domainName() + '/' + lorem.word(),
                slug: () => lorem.words(2).join('_'),
                emailAddress: user => (user ?? name.username()) + '@' + pick(['gmail.com', 'hotmail.com', 'yahoo.com']),
                safeEmailAddress: user => (user ?? name.username()) + '@example.' + pick(['com', 'net', 'org']),
                password: (low = 8, high = 16, hasUpper, hasSpecial, hasDigit = true) => {
                    if (typeof low !== 'number' && isNaN(low)) [low, high, hasDigit] = [8, 16, low];
                    const chosen = times(between(low, Number(high) + 1), letter);
                    const kinds = [[hasUpper, () => letter().toUpperCase()], [hasSpecial, () => pick('!@#$%&*')],
                        [hasDigit, () => below(10)]].filter(([wants]) => isTrue(wants));
                    kinds.forEach(([, make], i) => { if (i < chosen.length) chosen[i] = make() });
                    const shuffled = chosen.map(one => [Math.random(), one]).sort((a, b) => a[0] - b[0]);
                    return shuffled.map(([, one]) => one).join('');
                },
                ipV4Address: () => times(4, () => 1 + below(254)).join('.'),
                ipV6Address: () => times(8, () => hexify(4)).join(':'),
                macAddress: () => times(6, () => hexify(2)).join(':'),
                port: () => below(65536),
                uuid: () =>
                    `${hexify(8)}-${hexify(4)}-4${hexify(3)}-${pick('89ab')}${hexify(3)}-${hexify(12)}`,
            };
            const address = {
                buildingNumber: () => String(1 + below(9999)),
                streetName: () => pick(words.lastNames) + ' ' + pick(words.streetSuffixes),
                streetSuffix: () => pick(words.streetSuffixes),
                streetAddress: () => address.buildingNumber() + ' ' + address.streetName(),
                secondaryAddress: () => numerify(pick(['Apt. ###', 'Suite ###'])),
                city: () => pick(words.cities),
                cityName: () => pick(words.cities),
                state: () => pick(words.states)[0],
                stateAbbr: () => pick(words.states)[1],
                country: () => pick(words.countries)[0],
                countryCode: () => pick(words.countries)[1],
                zipCode: () => numerify('#####'),
                postcode: () => numerify('#####'),
                latitude: () => (Math.random() * 180 - 90).toFixed(8),
                longitude: () => (Math.random() * 360 - 180).toFixed(8),
                timeZone: () => pick(words.timeZones),
                fullAddress: () =>
                    `${address.streetAddress()}, ${address.city()}, ${address.stateAbbr()} ${address.zipCode()}`,
            };
            const phoneNumber = {
                phoneNumber: () => `(${between(200, 1000)}) ${between(200, 1000)}-${numerify('####')}`,
                cellPhone: () => `${between(200, 1000)}-${between(200, 1000)}-${numerify('####')}`,
                phoneNumberInternational: () => '+1 ' + phoneNumber.cellPhone().replaceAll('-', ' '),
                extension: () => numerify('####'),
                subscriberNumber: (count = 4) => numerify('#'.repeat(count)),
            };
            const color = { name: () => pick(words.colors), hex: () => '#' + hexify(6).toUpperCase() };
            const company = {
                name: () => pick(words.lastNames) + ' ' + pick(words.companySuffixes),
                suffix: () => pick(words.companySuffixes),
                industry: () => pick(words.industries),
                profession: () => pick(words.jobs).toLowerCase(),
                buzzword: () => pick(words.buzz),
                bs: () => pick(words.buzz) + ' ' + pick(words.nouns),
                catchPhrase: () => capital(pick(words.buzz)) + ' ' + pick(words.buzz) + ' ' + pick(words.nouns),
                url: () => 'www.' + internet.domainName(),
            };
            const commerce = {
                department: () => pick(words.departments),
                material: () => pick(words.materials),
                productName: () => `${capital(pick(words.buzz))} ${pick(words.materials)} ${pick(words.products)}`,
                price: (low = 0, high = 100) => (Number(low) + Math.random() * (high - low)).toFixed(2),
            };
            const text = {
                text: (low = 20, high) =>
                    times(high === undefined ? low : between(low, Number(high) + 1), letter).join(''),
            };
            const options = { option: (...list) => pick(Array.isArray(list[0]) ? list[0] : list) };
            const bool = { bool: () => Math.random() < 0.5 };
            const random = { nextInt: (low, high) => high === undefined ? below(low) : between(low, Number(high) + 1) };
            return { providers: { number, name, internet, address, lorem, phoneNumber, color, company, commerce, text,
                options, bool, random }, numerify, letterify, bothify };
        })();

        shared.faker = (() => {
            const { providers, ...plain } = fakerMethods;
            const same = name => name.toLowerCase().replaceAll('_', '');
            const member = (object, name) => {
                const key = Object.keys(object).find(key => same(key) === same(name));
                if (key === undefined) throw new Error('faker knows no ' + name);
                return object[key];
            };
            function directive(whole, path, rest) {
                const found = [...rest.matchAll(/'([^']*)'|"([^"]*)"|([^\s,'"]+)/g)];
                const values = found.map(one => one[1] ?? one[2] ?? one[3]);
                const names = path.split('.');
                const method = names.length === 1 ? member(plain, path)
                    : names.length === 2 ? member(member(providers, names[0]), names[1]) : member(plain, path);
                const made = method(...values);
                return Array.isArray(made) ? made.join(' ') : String(made);
            }
            const faker = {
                ...plain,
                expression: text => String(text).replace(/#\{\s*([\w.]+)([^}]*)\}/g, directive),
            };
            for (const name of Object.keys(providers)) faker[name] = () => providers[name];
            return faker;
        })();
        """#
}
