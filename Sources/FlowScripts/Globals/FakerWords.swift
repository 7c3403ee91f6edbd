/// The words that `faker` chooses from.
enum FakerWords {
    static let text = #"""
        const list = words => words.split(/\s+/);
        const fakerWords = {
            femaleNames: list(`Ada Alice Amelia Anna Clara Elena Emma Grace Hannah Ines Julia Laura Lena Maria Mia Nora Olivia
                Rosa Sofia Zoe`),
            maleNames: list(`Adam Alan Ben Carl David Emil Felix George Henry Hugo Ivan Jonas Leo Liam Max Noah Oscar Paul
                Samuel Victor`),
            lastNames: list(`Adams Baker Brown Carter Clark Davis Evans Fischer Garcia Green Hall Harris Jones Keller Lewis
                Martin Miller Moore Novak Parker Reed Rossi Schmidt Silva Smith Taylor Turner Walker Weber Young`),
            prefixes: ['Mr.', 'Mrs.', 'Ms.', 'Dr.'],
            suffixes: ['Jr.', 'Sr.', 'II', 'III', 'MD', 'PhD'],
            jobs: ['Analyst', 'Architect', 'Coordinator', 'Designer', 'Developer', 'Engineer', 'Manager', 'Planner'],
            streetSuffixes: ['Avenue', 'Court', 'Drive', 'Hill', 'Lane', 'Road', 'Square', 'Street', 'Way'],
            cities: [
            'Amsterdam', 'Athens', 'Berlin', 'Bern', 'Boston', 'Chicago', 'Dublin', 'Helsinki', 'Lisbon', 'London',
            'Madrid', 'Nairobi', 'Osaka', 'Oslo', 'Paris', 'Porto', 'Prague', 'Rome', 'Seattle', 'Sydney',
            'Toronto', 'Vienna'
        ],
            states: [
            ['Alabama', 'AL'], ['Alaska', 'AK'], ['California', 'CA'], ['Colorado', 'CO'], ['Florida', 'FL'],
            ['Hawaii', 'HI'], ['Iowa', 'IA'], ['Kansas', 'KS'], ['Maine', 'ME'], ['Nevada', 'NV'],
            ['New York', 'NY'], ['Ohio', 'OH'], ['Oregon', 'OR'], ['Texas', 'TX'], ['Utah', 'UT'],
            ['Virginia', 'VA'], ['Washington', 'WA']
        ],
            countries: [
            ['Argentina', 'AR'], ['Australia', 'AU'], ['Austria', 'AT'], ['Brazil', 'BR'], ['Canada', 'CA'],
            ['Chile', 'CL'], ['Denmark', 'DK'], ['Egypt', 'EG'], ['Finland', 'FI'], ['France', 'FR'],
            ['Germany', 'DE'], ['Ghana', 'GH'], ['India', 'IN'], ['Italy', 'IT'], ['Japan', 'JP'], ['Kenya', 'KE'],
            ['Mexico', 'MX'], ['Norway', 'NO'], ['Peru', 'PE'], ['Poland', 'PL'], ['Spain', 'ES'],
            ['Sweden', 'SE']
        ],
            timeZones: [
            'Africa/Cairo', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'Europe/Berlin', 'Europe/London'
        ],
            colors: list(`azure beige black blue brown coral crimson cyan gold gray green indigo ivory lavender lime
                magenta maroon navy olive orange orchid pink plum purple red salmon silver tan teal turquoise
                violet white yellow`),
            companySuffixes: ['and Sons', 'GmbH', 'Group', 'Inc', 'LLC', 'Ltd'],
            industries: [
            'Banking', 'Construction', 'Education', 'Farming', 'Insurance', 'Logistics', 'Media', 'Software'
        ],
            buzz: [
            'adaptive', 'balanced', 'digital', 'flexible', 'global', 'modular', 'open', 'robust', 'scalable',
            'secure'
        ],
            nouns: [
            'archive', 'framework', 'interface', 'network', 'platform', 'portal', 'process', 'service', 'toolset'
        ],
            products: [
            'Bag', 'Bench', 'Bottle', 'Chair', 'Clock', 'Coat', 'Hat', 'Knife', 'Lamp', 'Shoes', 'Table', 'Watch'
        ],
            materials: [
            'Aluminum', 'Bronze', 'Concrete', 'Cotton', 'Granite', 'Leather', 'Linen', 'Rubber', 'Steel', 'Wooden'
        ],
            departments: [
            'Books', 'Clothing', 'Garden', 'Grocery', 'Health', 'Home', 'Music', 'Sports', 'Tools', 'Toys'
        ],
            domainSuffixes: ['biz', 'com', 'info', 'io', 'name', 'net', 'org'],
            lorem: list(`ab accusamus adipisci alias amet animi architecto aut autem beatae blanditiis commodi
                consequatur corporis cum cumque debitis delectus deleniti dicta dolor dolore dolorem ducimus ea
                earum eius enim error esse est et eum ex excepturi explicabo facere fuga harum hic id illum
                impedit in ipsa ipsum iste itaque iure labore laborum laudantium libero magnam maiores maxime
                minima minus modi molestiae mollitia natus nemo neque nihil nisi nobis non nostrum nulla officia
                omnis optio pariatur perferendis porro quae quam quasi qui quia quidem quis quo quod ratione rem
                rerum saepe sapiente sed sequi sint sit sunt tempora tempore tenetur totam ullam unde ut vel
                velit vero vitae voluptas`),
        };
        """#
}
