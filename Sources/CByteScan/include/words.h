#ifndef CBYTESCAN_WORDS_H
#define CBYTESCAN_WORDS_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Bit masks over 64 bytes of text: bit i stands for byte i. Every function reads exactly 64 bytes from `bytes`, which need not be aligned,
// unless it says otherwise.

/// The masks of one block.
typedef struct {
    /// Letters and digits of ASCII, and every byte from 0x80 on.
    uint64_t words;
    /// Not 0 where a byte from 0x80 on is among them.
    uint32_t high;
} bytescan_block;

#if defined(__SSE2__)

static inline uint32_t bytescan_words16(__m128i v) {
    // Signed comparison: bytes from 0x80 on are below 0, so one comparison with the byte as it is finds them.
    const __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
    // x - low <= high - low, unsigned, is min(x - low, high - low) == x - low.
    const __m128i letter = _mm_sub_epi8(folded, _mm_set1_epi8('a'));
    const __m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));
    const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
    const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    // movemask reads the highest bit, which is set in every byte from 0x80 on.
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is_letter, is_digit), v));
}

static inline bytescan_block bytescan_words(const uint8_t *bytes) {
    const __m128i a = _mm_loadu_si128((const __m128i *)bytes);
    const __m128i b = _mm_loadu_si128((const __m128i *)(bytes + 16));
    const __m128i c = _mm_loadu_si128((const __m128i *)(bytes + 32));
    const __m128i d = _mm_loadu_si128((const __m128i *)(bytes + 48));
    bytescan_block block;
    block.words = (uint64_t)bytescan_words16(a) | (uint64_t)bytescan_words16(b) << 16 |
                  (uint64_t)bytescan_words16(c) << 32 | (uint64_t)bytescan_words16(d) << 48;
    block.high = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
    return block;
}

static inline uint32_t bytescan_leads16(__m128i v) {
    const __m128i at_least = _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)0xE0)), v);
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(at_least, _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xC2))));
}

/// Bytes that may begin a scalar which is no word character: 0xC2 and everything from 0xE0 on.
static inline uint64_t bytescan_special_leads(const uint8_t *bytes) {
    return (uint64_t)bytescan_leads16(_mm_loadu_si128((const __m128i *)bytes)) |
           (uint64_t)bytescan_leads16(_mm_loadu_si128((const __m128i *)(bytes + 16))) << 16 |
           (uint64_t)bytescan_leads16(_mm_loadu_si128((const __m128i *)(bytes + 32))) << 32 |
           (uint64_t)bytescan_leads16(_mm_loadu_si128((const __m128i *)(bytes + 48))) << 48;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

static inline uint64_t bytescan_mask64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t ab = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
    const uint8x16_t cd = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
    const uint8x16_t all = vpaddq_u8(ab, cd);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}

static inline uint8x16_t bytescan_words16(uint8x16_t v) {
    const uint8x16_t letter = vsubq_u8(vorrq_u8(v, vdupq_n_u8(0x20)), vdupq_n_u8('a'));
    const uint8x16_t digit = vsubq_u8(v, vdupq_n_u8('0'));
    const uint8x16_t ascii = vorrq_u8(vcleq_u8(letter, vdupq_n_u8(25)), vcleq_u8(digit, vdupq_n_u8(9)));
    return vorrq_u8(ascii, vcgeq_u8(v, vdupq_n_u8(0x80)));
}

static inline bytescan_block bytescan_words(const uint8_t *bytes) {
    const uint8x16_t a = vld1q_u8(bytes), b = vld1q_u8(bytes + 16);
    const uint8x16_t c = vld1q_u8(bytes + 32), d = vld1q_u8(bytes + 48);
    bytescan_block block;
    block.words = bytescan_mask64(bytescan_words16(a), bytescan_words16(b), bytescan_words16(c), bytescan_words16(d));
    block.high = vmaxvq_u8(vorrq_u8(vorrq_u8(a, b), vorrq_u8(c, d))) >> 7;
    return block;
}

static inline uint8x16_t bytescan_leads16(uint8x16_t v) {
    return vorrq_u8(vcgeq_u8(v, vdupq_n_u8(0xE0)), vceqq_u8(v, vdupq_n_u8(0xC2)));
}

/// Bytes that may begin a scalar which is no word character: 0xC2 and everything from 0xE0 on.
static inline uint64_t bytescan_special_leads(const uint8_t *bytes) {
    return bytescan_mask64(bytescan_leads16(vld1q_u8(bytes)), bytescan_leads16(vld1q_u8(bytes + 16)),
                           bytescan_leads16(vld1q_u8(bytes + 32)), bytescan_leads16(vld1q_u8(bytes + 48)));
}

#else

static inline bytescan_block bytescan_words(const uint8_t *bytes) {
    bytescan_block block = {0, 0};
    for (int i = 0; i < 64; i++) {
        const uint8_t byte = bytes[i];
        const uint8_t letter = (uint8_t)((byte | 0x20) - 'a'), digit = (uint8_t)(byte - '0');
        block.words |= (uint64_t)(letter <= 25 || digit <= 9 || byte >= 0x80) << i;
        block.high |= byte >> 7;
    }
    return block;
}

/// Bytes that may begin a scalar which is no word character: 0xC2 and everything from 0xE0 on.
static inline uint64_t bytescan_special_leads(const uint8_t *bytes) {
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(bytes[i] >= 0xE0 || bytes[i] == 0xC2) << i;
    return mask;
}

#endif

/// Asks for the memory at `address`, which is about to be read; any address will do.
static inline void bytescan_prefetch(const void *address) { __builtin_prefetch(address); }

/// Eight bytes as a little-endian number; `bytes` need not be aligned.
static inline uint64_t bytescan_load8(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    return value;
}

#endif
