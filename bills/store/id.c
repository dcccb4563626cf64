/*
 * Ids of texts. libgit2 computes SHA-1 in plain C and watches for collisions, which takes a tenth of
 * a large drafting; by the processor's own instructions (libcrypto) it takes a quarter of that. The
 * blocks that SHA-1 collides on hold all kinds of bytes, which no text does: so text, and nothing
 * else, is computed here. libcrypto is never loaded for this: libgit2 brings it along.
 */
#include "store/objects.h"

#include "base/utf8.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

bool
eg_store__sha1_find(struct eg_store__sha1 *f)
{
	void *lib = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_NOLOAD), *symbol;

	memset(f, 0, sizeof(*f));
	if (lib == NULL)
		return false;
	symbol = dlsym(lib, "SHA1_Init");
	memcpy(&f->init, &symbol, sizeof(symbol));
	symbol = dlsym(lib, "SHA1_Update");
	memcpy(&f->update, &symbol, sizeof(symbol));
	symbol = dlsym(lib, "SHA1_Final");
	memcpy(&f->final, &symbol, sizeof(symbol));
	dlclose(lib); /* libgit2 holds it */
	return f->init != NULL && f->update != NULL && f->final != NULL;
}

bool
eg_store__text_id(const struct eg_store__sha1 *f, const char *p, size_t n, git_oid *id)
{
	uint64_t state[32]; /* OpenSSL 3: SHA_CTX is 96 bytes */
	char head[32];
	size_t head_n = (size_t)snprintf(head, sizeof(head), "blob %zu", n) + 1;
	bool ascii;

	return eg_utf8_printable(p, n, &ascii) && (ascii || eg_utf8_valid(p, n) == n) &&
	       f->init(state) == 1 && f->update(state, head, head_n) == 1 &&
	       f->update(state, p, n) == 1 && f->final(id->id, state) == 1;
}
