#ifndef CBYTESCAN_H
#define CBYTESCAN_H
// Header-only byte-class scanning: SSE2 and NEON with a scalar fallback.
#include "words.h"
#include "text.h"
#include "prose.h"
#endif
