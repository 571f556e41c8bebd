#ifndef CBYTESCAN_TEXT_H
#define CBYTESCAN_TEXT_H
#include <stddef.h>
#include <stdint.h>
#endif
