/*
 * The reader of an index. The first byte says how the rest is taken: as the manifest, as a whole
 * segment, or as changes (two bytes where, one byte what) to a good segment whose checksums are
 * then made right again, so that the damage is met behind them. Opening, verifying, walking and
 * searching must end, without a crash, whatever the bytes say. The words are also traced.
 */
#include "trace/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[64];
static struct eg_buf good, manifest;

static const char words[] = "each member state shall recognize a license issued in another member "
			    "state as authorizing the holder to practice in every member state of "
			    "the compact, and may charge a fee for granting that privilege";

static void
leave(void)
{
	char path[96];

	snprintf(path, sizeof(path), "%s/1.seg", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/manifest", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/lock", dir);
	unlink(path);
	rmdir(dir);
	eg_buf_clear(&good);
	eg_buf_clear(&manifest);
}

static void
write_file(const char *name, const void *p, size_t n)
{
	char path[96];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (eg_file_write(path, p, n, false, NULL) != EG_OK)
		EG_BUG("cannot write");
}

static void
make_good(void)
{
	struct eg_index_update *up;
	char path[96], name[16];
	struct eg_index_file f = {.path = name, .folder = "/"};

	snprintf(dir, sizeof(dir), "/tmp/engross-fuzz-XXXXXX");
	if (mkdtemp(dir) == NULL || eg_index_update_open(dir, NULL, &up, NULL) != EG_OK)
		EG_BUG("no index");
	for (int i = 0; i < 12; i++) { /* more than eight, so that there is a long list */
		snprintf(name, sizeof(name), "%d.txt", i);
		if (eg_index_update_put(
			up, &f, words + i, sizeof(words) - 1 - (size_t)i * 5, NULL) != EG_OK)
			EG_BUG("cannot put");
	}
	if (eg_index_update_commit(up, NULL, NULL) != EG_OK)
		EG_BUG("cannot commit");
	snprintf(path, sizeof(path), "%s/1.seg", dir);
	if (eg_file_read(path, EG_FILE_MAX, &good, NULL) != EG_OK)
		EG_BUG("no segment");
	snprintf(path, sizeof(path), "%s/manifest", dir);
	if (eg_file_read(path, EG_FILE_MAX, &manifest, NULL) != EG_OK)
		EG_BUG("no manifest");
	atexit(leave);
}

/* Changes to the good segment; then its checksums are made right. */
static void
patch(const uint8_t *data, size_t size)
{
	struct eg_segment_header h;
	uint8_t *p = eg_malloc(good.n);
	uint64_t sum;

	memcpy(p, good.p, good.n);
	for (size_t i = 0; i + 3 <= size; i += 3) {
		size_t at = ((size_t)data[i] << 8 | data[i + 1]) % good.n;

		/* most of the header's page is zeros: aim at what says something */
		p[at >= sizeof(h) && at < SEGMENT_HEADER ? at % sizeof(h) : at] = data[i + 2];
	}
	memcpy(&h, p, sizeof(h));
	if (h.sums_at <= good.n && h.sums_at >= SEGMENT_HEADER)
		for (uint64_t b = 0, at = SEGMENT_HEADER;
		     at < h.sums_at && h.sums_at + 4 * (b + 1) <= good.n;
		     b++, at += SEGMENT_BLOCK) {
			uint64_t n =
			    h.sums_at - at < SEGMENT_BLOCK ? h.sums_at - at : SEGMENT_BLOCK;
			uint32_t want = (uint32_t)eg_trace__sum(p + at, n);

			memcpy(p + h.sums_at + 4 * b, &want, 4);
		}
	sum = eg_trace__sum(p, SEGMENT_HEADER - 8);
	memcpy(p + SEGMENT_HEADER - 8, &sum, 8);
	write_file("1.seg", p, good.n);
	eg_free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eg_index *ix = NULL;
	struct eg_index_update *up;
	struct eg_found *found = NULL;
	struct eg_tokens tokens;
	struct eg_copied runs;
	struct eg_err err = {0};

	if (size == 0)
		return 0;
	if (dir[0] == '\0')
		make_good();
	write_file("manifest", manifest.p, manifest.n);
	write_file("1.seg", good.p, good.n);
	if (data[0] % 3 == 0)
		patch(data + 1, size - 1);
	else
		write_file(data[0] % 3 == 1 ? "manifest" : "1.seg", data + 1, size - 1);
	eg_tokens_of((const char *)data + 1, size - 1, &tokens);
	eg_tokens_clear(&tokens);
	eg_tokens_of(words, sizeof(words) - 1, &tokens);
	if (eg_index_open(dir, &ix, &err) == EG_OK) {
		if (eg_index_search(ix, &tokens, NULL, &found, &err) == EG_OK)
			for (size_t i = 0; i < found->n_hits; i++)
				(void)eg_found_rarity(found, &found->hit[i], 0, tokens.n);
		eg_found_free(found);
		(void)(eg_index_verify(ix, &err) == EG_OK);
		eg_index_free(ix);
	}
	if (eg_index_update_open(dir, NULL, &up, &err) == EG_OK) {
		const struct eg_index_file f = {.path = "new", .folder = "/"};

		(void)(eg_index_update_put(up, &f, words, sizeof(words) - 1, &err) == EG_OK);
		(void)(eg_index_update_commit(up, NULL, &err) == EG_OK);
	}
	eg_copied_find(&tokens, &tokens, 0, &runs);
	eg_copied_clear(&runs);
	eg_tokens_clear(&tokens);
	return 0;
}
