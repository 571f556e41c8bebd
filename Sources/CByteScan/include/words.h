#ifndef CBYTESCAN_WORDS_H
#define CBYTESCAN_WORDS_H
#include <stddef.h>
#include <stdint.h>
#endif
