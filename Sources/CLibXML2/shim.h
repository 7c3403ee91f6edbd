#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED // keeps <unicode/...> out of the module: its enums clash with the toolchain's own ICU
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
