#include "CShippedModel.h"

// A resource beside the program would be lost when the program is moved; this needs no look-up and no copy.
#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const unsigned char model[] = {
#embed "thimble.gguf"
};

const void *shipped_model(void) { return model; }
size_t shipped_model_size(void) { return sizeof model; }
