/* SHA-256 by libmd; for larger texts by libcrypto where it is in the process already (libgit2
 * brings it along), which uses the processor's instructions and is six times faster. It is never
 * loaded for this. */
#include "base/sha256.h"

#include <dlfcn.h>
#include <sha2.h>
#include <string.h>

enum { LARGE = 4096 };

/* libcrypto's plain interface, found once (it stays loaded with libgit2). */
struct plain {
	int (*init)(void *);
	int (*update)(void *, const void *, size_t);
	int (*final)(unsigned char *, void *);
};

static const struct plain *
find_plain(void)
{
	static struct plain found;
	static _Atomic int state; /* 0 not looked for, 1 found */
	void *lib, *symbol;

	if (state == 1)
		return &found;
	if ((lib = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_NOLOAD)) == NULL)
		return NULL;
	symbol = dlsym(lib, "SHA256_Init");
	memcpy(&found.init, &symbol, sizeof(symbol));
	symbol = dlsym(lib, "SHA256_Update");
	memcpy(&found.update, &symbol, sizeof(symbol));
	symbol = dlsym(lib, "SHA256_Final");
	memcpy(&found.final, &symbol, sizeof(symbol));
	if (found.init == NULL || found.update == NULL || found.final == NULL)
		return NULL;
	state = 1; /* the handle is kept: the functions must stay */
	return &found;
}

bool
eg_sha256_many(struct eg_sha256 *s)
{
	s->plain = find_plain();
	return s->plain != NULL;
}

static bool
by_libcrypto(
    const struct plain *f, const void *p, size_t n, unsigned char raw[SHA256_DIGEST_LENGTH])
{
	uint64_t state[32]; /* OpenSSL 3: SHA256_CTX is 112 bytes */

	return f != NULL && f->init(state) == 1 && f->update(state, p, n) == 1 &&
	       f->final(raw, state) == 1;
}

static void
put_hex(const unsigned char raw[SHA256_DIGEST_LENGTH], char out[EG_SHA256_HEX])
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i++) {
		out[2 * i] = hex[raw[i] >> 4];
		out[2 * i + 1] = hex[raw[i] & 15];
	}
	out[64] = '\0';
}

void
eg_sha256_next(const struct eg_sha256 *s, const void *p, size_t n, char out[EG_SHA256_HEX])
{
	unsigned char raw[SHA256_DIGEST_LENGTH];

	if (by_libcrypto(s->plain, p, n, raw))
		put_hex(raw, out);
	else
		eg_sha256_hex(p, n, out);
}

void
eg_sha256_hex(const void *p, size_t n, char out[EG_SHA256_HEX])
{
	unsigned char raw[SHA256_DIGEST_LENGTH];
	SHA2_CTX ctx;

	if (n < LARGE || !by_libcrypto(find_plain(), p, n, raw)) {
		SHA256Init(&ctx);
		SHA256Update(&ctx, p, n);
		SHA256Final(raw, &ctx);
	}
	put_hex(raw, out);
}
