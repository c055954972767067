/* SPDX-License-Identifier: MIT */
#include "digest.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>
#define HAVE_SHA_INSTRUCTIONS 1
#endif

#define BLOCK 64

struct Digest {
    GChecksum *portable; /* (nullable) */
    guint32 state[8];
    guint64 len;
    guint8 block[BLOCK]; /* its first len % BLOCK bytes wait */
    char hex[65];
};

#ifdef HAVE_SHA_INSTRUCTIONS

static const guint32 first_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static const guint32 round_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean has_sha_instructions(void)
{
    guint a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3))
        return FALSE;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

/* The instructions hold the state as ABEF and CDGH and do two rounds each. */
__attribute__((target("sha,sse4.1,ssse3"))) static void take_blocks(guint32 state[8],
                                                                    const guint8 *bytes, gsize n)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
    for (; n > 0; n--, bytes += BLOCK) {
        __m128i words[4], abef_before = abef, cdgh_before = cdgh;
        for (int i = 0; i < 4; i++)
            words[i] = _mm_shuffle_epi8(
                _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i)), swap);
        for (int i = 0; i < 16; i++) {
            __m128i now = words[i & 3], last = words[(i + 3) & 3];
            __m128i sum = _mm_add_epi32(
                now, _mm_load_si128((const __m128i *)(const void *)(round_constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
            __m128i next = _mm_add_epi32(_mm_sha256msg1_epu32(now, words[(i + 1) & 3]),
                                         _mm_alignr_epi8(last, words[(i + 2) & 3], 4));
            words[i & 3] = _mm_sha256msg2_epu32(next, last);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

static void update(Digest *digest, const guint8 *bytes, gsize len)
{
    gsize waiting = digest->len % BLOCK;
    digest->len += len;
    if (waiting > 0) {
        gsize n = MIN(len, BLOCK - waiting);
        memcpy(digest->block + waiting, bytes, n);
        bytes += n;
        len -= n;
        if (waiting + n < BLOCK)
            return;
        take_blocks(digest->state, digest->block, 1);
    }
    take_blocks(digest->state, bytes, len / BLOCK);
    memcpy(digest->block, bytes + len / BLOCK * BLOCK, len % BLOCK);
}

static void finish(Digest *digest)
{
    static const guint8 padding[BLOCK] = {0x80};
    guint64 bits = GUINT64_TO_BE(digest->len * 8);
    gsize waiting = digest->len % BLOCK;
    update(digest, padding, (waiting < 56 ? 56 : 120) - waiting);
    update(digest, (const guint8 *)&bits, sizeof bits);
    for (int i = 0; i < 8; i++)
        g_snprintf(digest->hex + 8 * i, 9, "%08x", digest->state[i]);
}

#endif

Digest *digest_new_portable(void)
{
    Digest *digest = g_new0(Digest, 1);
    digest->portable = g_checksum_new(G_CHECKSUM_SHA256);
    return digest;
}

Digest *digest_new(void)
{
#ifdef HAVE_SHA_INSTRUCTIONS
    if (has_sha_instructions()) {
        Digest *digest = g_new0(Digest, 1);
        memcpy(digest->state, first_state, sizeof first_state);
        return digest;
    }
#endif
    return digest_new_portable();
}

void digest_free(Digest *digest)
{
    if (!digest)
        return;
    if (digest->portable)
        g_checksum_free(digest->portable);
    g_free(digest);
}

void digest_update(Digest *digest, const void *bytes, gsize len)
{
    if (digest->portable)
        g_checksum_update(digest->portable, bytes, (gssize)len);
#ifdef HAVE_SHA_INSTRUCTIONS
    else
        update(digest, bytes, len);
#endif
}

const char *digest_hex(Digest *digest)
{
    if (digest->portable)
        return g_checksum_get_string(digest->portable);
#ifdef HAVE_SHA_INSTRUCTIONS
    if (digest->hex[0] == '\0')
        finish(digest);
#endif
    return digest->hex;
}
