#pragma once
#include <stddef.h>

/// The model that comes with the program: a GGUF file, aligned to 64 bytes.
const void *shipped_model(void);
size_t shipped_model_size(void);
