#ifndef CBYTESCAN_PROSE_H
#define CBYTESCAN_PROSE_H
// Words of running text: letters, digits and apostrophes apart, and the marks that may end a sentence.
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The masks of one block of 64 bytes; bit i stands for byte i.
typedef struct {
    /// Letters of ASCII, and every byte from 0x80 on.
    uint64_t letters;
    uint64_t digits;
    uint64_t apostrophes;
} bytescan_prose;

#if defined(__SSE2__)
static inline void bytescan_prose16(const uint8_t *bytes, int shift, bytescan_prose *masks) {
    const __m128i v = _mm_loadu_si128((const __m128i *)bytes);
    const __m128i letter = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));
    const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
    const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    const __m128i is_mark = _mm_cmpeq_epi8(v, _mm_set1_epi8(0x27));
    // movemask reads the highest bit, which is set in every byte from 0x80 on.
    masks->letters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(is_letter, v)) << shift;
    masks->digits |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_digit) << shift;
    masks->apostrophes |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_mark) << shift;
}
#else
static inline void bytescan_prose16(const uint8_t *bytes, int shift, bytescan_prose *masks) {
    for (int i = 0; i < 16; i++) {
        const uint8_t byte = bytes[i];
        const uint8_t letter = (uint8_t)((byte | 0x20) - 'a'), digit = (uint8_t)(byte - '0');
        masks->letters |= (uint64_t)(letter <= 25 || byte >= 0x80) << (shift + i);
        masks->digits |= (uint64_t)(digit <= 9) << (shift + i);
        masks->apostrophes |= (uint64_t)(byte == 0x27) << (shift + i);
    }
}
#endif

/// The masks of the 64 bytes at `bytes`, or of the first `readable` where there are fewer: no more are read.
static inline bytescan_prose bytescan_prose_masks(const uint8_t *bytes, size_t readable) {
    uint8_t rest[64];
    if (readable < 64) {
        memset(rest, 0, sizeof rest);
        memcpy(rest, bytes, readable);
        bytes = rest;
    }
    bytescan_prose masks = {0, 0, 0};
    for (int shift = 0; shift < 64; shift += 16) bytescan_prose16(bytes + shift, shift, &masks);
    return masks;
}

/// The first of `p[0..<n]` that is a line feed, '!', '.' or '?'; n where none is.
static inline size_t bytescan_sentence_mark(const uint8_t *p, size_t n) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i feed = _mm_set1_epi8(0x0A), call = _mm_set1_epi8('!'), stop = _mm_set1_epi8('.');
    const __m128i question = _mm_set1_epi8('?');
    for (; i + 16 <= n; i += 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
        const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, feed), _mm_cmpeq_epi8(v, call)),
                                         _mm_or_si128(_mm_cmpeq_epi8(v, stop), _mm_cmpeq_epi8(v, question)));
        const int mask = _mm_movemask_epi8(hit);
        if (mask) return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    for (; i < n; i++)
        if (p[i] == 0x0A || p[i] == '!' || p[i] == '.' || p[i] == '?') return i;
    return n;
}

#endif
