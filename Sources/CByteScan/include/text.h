#ifndef CBYTESCAN_TEXT_H
#define CBYTESCAN_TEXT_H
// Searching in text: each function reads p[0..<n] and nothing else, and returns n where nothing was found.
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// The first byte equal to c. For short distances, as between the ends of lines: no call, no set-up.
static inline size_t cbs_find(const uint8_t *p, size_t n, uint8_t c) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)c);
    size_t near = n < 128 ? n : 128;
    for (; i + 16 <= near; i += 16) {
        int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i)), wanted));
        if (mask) return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    if (n - i >= 32) {
        const void *hit = memchr(p + i, c, n - i);
        return hit ? (size_t)((const uint8_t *)hit - p) : n;
    }
    for (; i < n; i++)
        if (p[i] == c) return i;
    return n;
}

// The first byte that is none of '!' to '~' or is c: the end of a header field's name, with c ':'.
static inline size_t cbs_find_name_end(const uint8_t *p, size_t n, uint8_t c) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i low = _mm_set1_epi8(0x21), high = _mm_set1_epi8(0x7E), stop = _mm_set1_epi8((char)c);
    for (; i + 16 <= n; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
        // Signed: bytes from 0x80 are below 0x21.
        __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmplt_epi8(v, low), _mm_cmpgt_epi8(v, high)),
                                   _mm_cmpeq_epi8(v, stop));
        int mask = _mm_movemask_epi8(hit);
        if (mask) return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    for (; i < n; i++)
        if (p[i] < 0x21 || p[i] > 0x7E || p[i] == c) return i;
    return n;
}

// The name of an HTML tag or attribute that starts p: its length is written, and its key returned: the first seven
// bytes in lower case, the first lowest, and the length above them. It ends before '>', '/', '=', a blank or control.
static inline uint64_t cbs_html_name(const uint8_t *p, size_t n, size_t *length) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i gt = _mm_set1_epi8('>'), slash = _mm_set1_epi8('/'), equals = _mm_set1_epi8('=');
    const __m128i blank = _mm_set1_epi8(0x20);
    for (; i + 16 <= n; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
        __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, gt), _mm_cmpeq_epi8(v, slash)),
                                   _mm_or_si128(_mm_cmpeq_epi8(v, equals), _mm_cmpeq_epi8(_mm_min_epu8(v, blank), v)));
        int mask = _mm_movemask_epi8(hit);
        if (mask) {
            i += (size_t)__builtin_ctz((unsigned)mask);
            goto found;
        }
    }
#endif
    while (i < n && p[i] > 0x20 && p[i] != '>' && p[i] != '/' && p[i] != '=') i++;
#if defined(__SSE2__)
found:
#endif
    *length = i;
    uint64_t key = 0;
    size_t letters = i < 7 ? i : 7;
    if (n >= 8) {
        for (size_t k = 0; k < 8; k++) key |= (uint64_t)p[k] << (8 * k);
        key &= ((uint64_t)1 << (8 * letters)) - 1;
    } else {
        for (size_t k = 0; k < letters; k++) key |= (uint64_t)p[k] << (8 * k);
    }
    // Setting 0x20 makes letters small and leaves digits as they are; what else it changes is in no name.
    key |= 0x20202020202020 & ((((uint64_t)1 << (8 * letters)) - 1));
    return key | (uint64_t)(i < 255 ? i : 255) << 56;
}

// The first byte with its high bit set.
static inline size_t cbs_find_high(const uint8_t *p, size_t n) {
    size_t i = 0;
#if defined(__SSE2__)
    for (; i + 16 <= n; i += 16) {
        int mask = _mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(p + i)));
        if (mask) return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#elif defined(__aarch64__)
    for (; i + 16 <= n; i += 16) {
        if (vmaxvq_u8(vld1q_u8(p + i)) >= 0x80) break;
    }
#endif
    for (; i < n; i++)
        if (p[i] & 0x80) return i;
    return n;
}

// The first place where a, b and c follow one another.
static inline size_t cbs_find3(const uint8_t *p, size_t n, uint8_t a, uint8_t b, uint8_t c) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i va = _mm_set1_epi8((char)a), vb = _mm_set1_epi8((char)b), vc = _mm_set1_epi8((char)c);
    for (; i + 34 <= n; i += 32) {
        __m128i x0 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i)), va);
        __m128i y0 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i + 1)), vb);
        __m128i x1 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i + 16)), va);
        __m128i y1 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i + 17)), vb);
        __m128i pair0 = _mm_and_si128(x0, y0), pair1 = _mm_and_si128(x1, y1);
        // Two of the three rarely stand together, so the third is looked at only then.
        if (_mm_movemask_epi8(_mm_or_si128(pair0, pair1)) == 0) continue;
        __m128i z0 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i + 2)), vc);
        __m128i z1 = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i + 18)), vc);
        unsigned mask = (unsigned)_mm_movemask_epi8(_mm_and_si128(pair0, z0))
            | (unsigned)_mm_movemask_epi8(_mm_and_si128(pair1, z1)) << 16;
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
#elif defined(__aarch64__)
    const uint8x16_t va = vdupq_n_u8(a), vb = vdupq_n_u8(b), vc = vdupq_n_u8(c);
    for (; i + 18 <= n; i += 16) {
        uint8x16_t hit = vandq_u8(vceqq_u8(vld1q_u8(p + i), va),
                                  vandq_u8(vceqq_u8(vld1q_u8(p + i + 1), vb), vceqq_u8(vld1q_u8(p + i + 2), vc)));
        if (vmaxvq_u8(hit)) break;
    }
#endif
    for (; i + 3 <= n; i++)
        if (p[i] == a && p[i + 1] == b && p[i + 2] == c) return i;
    return n;
}

// The first byte that ends a run of plain HTML text: '<', '&', any control character, or the first of two spaces.
static inline size_t cbs_find_markup(const uint8_t *p, size_t n) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i lt = _mm_set1_epi8('<'), amp = _mm_set1_epi8('&'), space = _mm_set1_epi8(' ');
    const __m128i control = _mm_set1_epi8(0x1F);
    for (; i + 17 <= n; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
        __m128i w = _mm_loadu_si128((const __m128i *)(p + i + 1));
        __m128i spaces = _mm_and_si128(_mm_cmpeq_epi8(v, space), _mm_cmpeq_epi8(w, space));
        __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(v, control), v);
        __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, lt), _mm_cmpeq_epi8(v, amp)),
                                   _mm_or_si128(spaces, controls));
        int mask = _mm_movemask_epi8(hit);
        if (mask) return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#elif defined(__aarch64__)
    const uint8x16_t lt = vdupq_n_u8('<'), amp = vdupq_n_u8('&'), space = vdupq_n_u8(' '), control = vdupq_n_u8(0x1F);
    for (; i + 17 <= n; i += 16) {
        uint8x16_t v = vld1q_u8(p + i), w = vld1q_u8(p + i + 1);
        uint8x16_t spaces = vandq_u8(vceqq_u8(v, space), vceqq_u8(w, space));
        uint8x16_t hit = vorrq_u8(vorrq_u8(vceqq_u8(v, lt), vceqq_u8(v, amp)),
                                  vorrq_u8(spaces, vcleq_u8(v, control)));
        if (vmaxvq_u8(hit)) break;
    }
#endif
    for (; i < n; i++) {
        uint8_t c = p[i];
        if (c == '<' || c == '&' || c < 0x20 || (c == ' ' && i + 1 < n && p[i + 1] == ' ')) return i;
    }
    return n;
}

#endif
