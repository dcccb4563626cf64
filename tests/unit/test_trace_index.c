/* The index on the disk: what is found, updates, merges, damage, locks, killed writers. */
#include "check.h"

#include "base/mem.h"
#include "base/path.h"

#include <dirent.h>
#include <engross/trace.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static char dir[64];

static int
make_dir(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/engross-index-XXXXXX");
	return mkdtemp(dir) == NULL;
}

static int
remove_dir(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	return system(command) != 0;
}

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* Words that are no jurisdiction, unit or numeral. */
static void
random_text(struct eg_buf *out, unsigned *seed, size_t words)
{
	for (size_t i = 0; i < words; i++) {
		unsigned w = next(seed) % 4000;

		eg_buf_printf(out, "q%c%c%cz ", 'a' + w % 16, 'a' + w / 16 % 16, 'a' + w / 256);
	}
}

static void
put(struct eg_index_update *up, const char *path, const char *text)
{
	const struct eg_index_file f = {.path = path,
	    .folder = "/texts",
	    .bytes = strlen(text),
	    .mtime_ns = 1,
	    .sum = eg_trace_sum(text, strlen(text))};
	struct eg_err err = {0};

	CHECK_OK(eg_index_update_put(up, &f, text, strlen(text), &err));
}

static struct eg_index_update *
begin(void)
{
	struct eg_index_update *up;
	struct eg_err err = {0};

	CHECK_OK(eg_index_update_open(dir, NULL, &up, &err));
	return up;
}

static void
commit(struct eg_index_update *up)
{
	struct eg_err err = {0};

	CHECK_OK(eg_index_update_commit(up, NULL, &err));
}

static struct eg_index *
open_index(void)
{
	struct eg_index *ix;
	struct eg_err err = {0};

	CHECK_OK(eg_index_open(dir, &ix, &err));
	return ix;
}

static struct eg_found *
search(struct eg_index *ix, const char *text)
{
	struct eg_search_options how = {.limit = 1000, .min_score = 1e-9};
	struct eg_found *f;
	struct eg_tokens t;
	struct eg_err err = {0};

	eg_tokens_of(text, strlen(text), &t);
	CHECK_OK(eg_index_search(ix, &t, &how, &f, &err));
	eg_tokens_clear(&t);
	return f;
}

static size_t
documents(void)
{
	struct eg_index *ix = open_index();
	struct eg_index_info info;

	eg_index_info(ix, &info);
	eg_index_free(ix);
	return info.documents;
}

/* ---- what is found ---- */

static void
search__on_random_texts__counts_what_is_shared(void **state)
{
	enum { DOCS = 60, WORDS = 300 };
	struct eg_buf text[DOCS];
	struct eg_index_update *up = begin();
	struct eg_index *ix;
	unsigned seed = 7;

	(void)state;
	for (size_t i = 0; i < DOCS; i++) {
		char name[32];

		eg_buf_init(&text[i], 0);
		random_text(&text[i], &seed, WORDS);
		if (i > 0) /* a part of an earlier one inside */
			eg_buf_add(&text[i], text[next(&seed) % i].p, 200 + next(&seed) % 800);
		snprintf(name, sizeof(name), "t%02zu.txt", i);
		put(up, name, eg_buf_cstr(&text[i]));
	}
	commit(up);
	ix = open_index();
	for (size_t q = 0; q < DOCS; q += 7) {
		struct eg_found *f = search(ix, eg_buf_cstr(&text[q]));

		CHECK(f->n_hits > 0 && f->hit[0].score > 0.999); /* itself */
		for (size_t h = 0; h < f->n_hits; h++) {
			size_t d = (size_t)atoi(f->hit[h].source.p + 1), shared = 0;
			struct eg_tokens a, b;
			struct eg_fingerprints x, y;

			CHECK(h == 0 || f->hit[h].score <= f->hit[h - 1].score);
			CHECK(f->hit[h].score > 0 && f->hit[h].score <= 1);
			eg_tokens_of(eg_buf_cstr(&text[q]), text[q].n, &a);
			eg_tokens_of(eg_buf_cstr(&text[d]), text[d].n, &b);
			eg_fingerprints_of(&a, 4, 4, &x);
			eg_fingerprints_of(&b, 4, 4, &y);
			for (size_t i = 0; i < x.n; i++) {
				bool here = false, before = false;

				for (size_t j = 0; j < i && !before; j++)
					before = x.v[j].key == x.v[i].key;
				for (size_t j = 0; j < y.n && !here; j++)
					here = x.v[i].key == y.v[j].key;
				shared += here && !before;
			}
			CHECK_INT(f->hit[h].shared, shared);
			eg_fingerprints_clear(&x);
			eg_fingerprints_clear(&y);
			eg_tokens_clear(&a);
			eg_tokens_clear(&b);
		}
		eg_found_free(f);
	}
	eg_index_free(ix);
	for (size_t i = 0; i < DOCS; i++)
		eg_buf_clear(&text[i]);
}

static void
act_inside_an_omnibus__scores_as_high_as_the_act(void **state)
{
	struct eg_buf act = EG_BUF_INIT, omnibus = EG_BUF_INIT;
	struct eg_index_update *up = begin();
	struct eg_index *ix;
	struct eg_found *f;
	unsigned seed = 3;

	(void)state;
	random_text(&act, &seed, 700);
	random_text(&omnibus, &seed, 30000);
	eg_buf_add(&omnibus, act.p, act.n);
	random_text(&omnibus, &seed, 5000);
	put(up, "omnibus.txt", eg_buf_cstr(&omnibus));
	commit(up);
	ix = open_index();
	f = search(ix, eg_buf_cstr(&act));
	CHECK_INT(f->n_hits, 1);
	CHECK(f->hit[0].score > 0.97);
	eg_found_free(f);
	eg_index_free(ix);
	eg_buf_clear(&act);
	eg_buf_clear(&omnibus);
}

static void
empty_texts_and_one_word__are_indexed_and_found_nowhere(void **state)
{
	struct eg_index_update *up = begin();
	struct eg_buf same = EG_BUF_INIT;
	struct eg_index *ix;
	struct eg_found *f;

	(void)state;
	for (int i = 0; i < 20000; i++)
		eg_buf_puts(&same, "shall ");
	put(up, "empty.txt", "");
	put(up, "word.txt", "word");
	put(up, "same.txt", eg_buf_cstr(&same));
	commit(up);
	ix = open_index();
	CHECK_INT(documents(), 3);
	f = search(ix, "");
	CHECK_INT(f->n_hits, 0);
	eg_found_free(f);
	f = search(ix, "a text that has nothing at all to do with any of them, as it seems");
	CHECK_INT(f->n_hits, 0);
	eg_found_free(f);
	f = search(ix, eg_buf_cstr(&same));
	CHECK_INT(f->n_hits, 1);
	eg_found_free(f);
	eg_index_free(ix);
	eg_buf_clear(&same);
}

static void
furniture_of_one_site__matches_nothing__a_copy_elsewhere_does(void **state)
{
	enum { PAGES = 300, OTHERS = 60 };
	struct eg_index_update *up = begin();
	struct eg_buf menu = EG_BUF_INIT, page = EG_BUF_INIT, asked = EG_BUF_INIT;
	struct eg_index *ix;
	struct eg_found *f;
	unsigned seed = 17;
	char name[32];

	(void)state;
	random_text(&menu, &seed, 300);
	for (int i = 0; i < PAGES + OTHERS; i++) {
		eg_buf_reset(&page);
		if (i < PAGES)
			eg_buf_add(&page, menu.p, menu.n);
		random_text(&page, &seed, 150);
		if (i == 5)
			eg_buf_add(&asked, page.p, page.n);
		snprintf(name, sizeof(name), "%s/%03d.txt", i < PAGES ? "site" : "other", i);
		put(up, name, eg_buf_cstr(&page));
	}
	put(up, "other/copy.txt", eg_buf_cstr(&asked) + menu.n);
	commit(up);
	ix = open_index();
	f = search(ix, eg_buf_cstr(&asked));
	CHECK(f->n_hits > 2);
	CHECK(strncmp(f->hit[0].source.p, "site/005.txt", 12) == 0);
	CHECK(strncmp(f->hit[1].source.p, "other/copy.txt", 14) == 0);
	CHECK(f->hit[1].score > 0.9);
	CHECK(f->hit[2].score < 0.1); /* two thirds of its words are the same menu */
	eg_found_free(f);
	eg_index_free(ix);
	eg_buf_clear(&menu);
	eg_buf_clear(&page);
	eg_buf_clear(&asked);
}

/* ---- updates ---- */

static void
many_small_updates__give_what_one_gives(void **state)
{
	enum { DOCS = 60, WORDS = 200 };
	struct eg_buf text = EG_BUF_INIT, last = EG_BUF_INIT;
	struct eg_index_info info;
	struct eg_index *ix;
	struct eg_found *f;
	unsigned seed = 5;
	struct eg_err err = {0};

	(void)state;
	for (int i = 0; i < DOCS; i++) {
		struct eg_index_update *up = begin();
		char name[32];

		eg_buf_reset(&text);
		random_text(&text, &seed, WORDS);
		if (i == DOCS / 2)
			eg_buf_add(&last, text.p, text.n);
		snprintf(name, sizeof(name), "t%02d.txt", i % (DOCS - 10)); /* ten are replaced */
		put(up, name, eg_buf_cstr(&text));
		commit(up);
	}
	ix = open_index();
	eg_index_info(ix, &info);
	CHECK_INT(info.documents, DOCS - 10);
	CHECK(info.segments < 10);
	CHECK_OK(eg_index_verify(ix, &err));
	f = search(ix, eg_buf_cstr(&last));
	CHECK(f->n_hits >= 1 && f->hit[0].score > 0.999);
	CHECK(strncmp(f->hit[0].source.p, "t30.txt", 7) == 0);
	eg_found_free(f);
	eg_index_free(ix);
	eg_buf_clear(&text);
	eg_buf_clear(&last);
}

static void
what_is_gone_below_a_root__is_dropped__the_rest_stays(void **state)
{
	const struct eg_index_file a = {"a/x.txt", "/texts", 5, 1, 0};
	struct eg_index_update *up = begin();
	struct eg_index_counts counts;
	struct eg_err err = {0};

	(void)state;
	put(up, "a/x.txt", "alpha");
	put(up, "a/y.txt", "beta");
	put(up, "ab/z.txt", "gamma");
	commit(up);
	up = begin();
	CHECK(eg_index_update_has(up, &a));
	CHECK(eg_index_update_knows(up, "/texts/a"));
	CHECK(!eg_index_update_knows(up, "/texts/c"));
	eg_index_update_root(up, "/texts/./b/../a/");
	CHECK_OK(eg_index_update_commit(up, &counts, &err));
	CHECK_INT(counts.removed, 1);
	CHECK_INT(counts.unchanged, 1);
	CHECK_INT(counts.documents, 2);
	CHECK_INT(documents(), 2);
	up = begin();
	eg_index_update_root(up, "/");
	CHECK_OK(eg_index_update_commit(up, &counts, &err));
	CHECK_INT(counts.removed, 2);
	CHECK_INT(documents(), 0);
}

static void
second_writer__is_refused__readers_are_not(void **state)
{
	struct eg_index_update *up = begin(), *other;
	int status;
	pid_t pid;

	(void)state;
	put(up, "a.txt", "alpha beta gamma delta epsilon");
	if ((pid = fork()) == 0) {
		struct eg_err err = {0};

		_exit(eg_index_update_open(dir, NULL, &other, &err) == EG_ERR_LOCKED ? 0 : 1);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	commit(up);
	CHECK_INT(documents(), 1);
}

/* ---- damage ---- */

/* Every file of the index, each byte in turn (with a step) changed: the search fails with a message,
 * or finds exactly what it found before. */
static void
changed_byte__is_an_error_or_does_not_matter(void **state)
{
	struct eg_index_update *up = begin();
	struct eg_buf text = EG_BUF_INIT, file = EG_BUF_INIT;
	struct eg_tokens tokens;
	struct eg_err err = {0};
	unsigned seed = 11;
	size_t refused = 0;
	char path[128];

	(void)state;
	random_text(&text, &seed, 600);
	put(up, "a.txt", eg_buf_cstr(&text));
	put(up, "b.txt", eg_buf_cstr(&text) + 1200);
	commit(up);
	eg_tokens_of(eg_buf_cstr(&text), text.n, &tokens);
	for (int which = 0; which < 2; which++) {
		snprintf(path, sizeof(path), "%s/%s", dir, which == 0 ? "1.seg" : "manifest");
		CHECK_OK(eg_file_read(path, EG_FILE_MAX, &file, &err));
		for (size_t at = 0; at < file.n; at += which == 0 ? 13 : 1) {
			struct eg_index *ix = NULL;
			struct eg_found *f = NULL;
			enum eg_rc rc;

			file.p[at] ^= (char)(1 << at % 8);
			CHECK_OK(eg_file_write(path, file.p, file.n, false, &err));
			file.p[at] ^= (char)(1 << at % 8);
			if ((rc = eg_index_open(dir, &ix, &err)) == EG_OK)
				rc = eg_index_search(ix, &tokens, NULL, &f, &err);
			if (rc == EG_OK) {
				CHECK_INT(f->n_hits, 2);
				CHECK(f->hit[0].score > 0.999 && f->hit[1].score > 0.999);
			} else {
				refused++;
				CHECK_INT(rc, EG_ERR_DATA);
				CHECK_HAS(err.file, dir);
			}
			eg_found_free(f);
			eg_index_free(ix);
		}
		CHECK_OK(eg_file_write(path, file.p, file.n, false, &err));
	}
	CHECK(refused > 300);
	for (size_t n = 0; n < file.n; n += 7) { /* a manifest cut short */
		struct eg_index *ix;

		CHECK_OK(eg_file_write(path, file.p, n, false, &err));
		CHECK_INT(eg_index_open(dir, &ix, &err), EG_ERR_DATA);
	}
	eg_tokens_clear(&tokens);
	eg_buf_clear(&text);
	eg_buf_clear(&file);
}

/* ---- killed ---- */

/* Updates for ever: the index has one document for each round that was committed. */
static void
work(unsigned from, int ready)
{
	struct eg_buf text = EG_BUF_INIT;
	unsigned seed = from + 1;

	if (write(ready, "x", 1) != 1)
		_exit(1);
	for (unsigned i = from;; i++) {
		struct eg_index_update *up;
		struct eg_index_counts counts;
		struct eg_err err = {0};
		char name[32];
		struct eg_index_file f = {.path = name, .folder = "/texts"};

		if (eg_index_update_open(dir, NULL, &up, &err) != EG_OK) {
			fprintf(stderr, "%s\n", err.msg);
			_exit(1);
		}
		for (int part = 0; part < 3; part++) { /* three texts a round, or none */
			snprintf(name, sizeof(name), "r%06u-%d.txt", i, part);
			eg_buf_reset(&text);
			random_text(&text, &seed, 200);
			f.bytes = text.n;
			if (eg_index_update_put(up, &f, text.p, text.n, &err) != EG_OK)
				_exit(1);
		}
		if (eg_index_update_commit(up, &counts, &err) != EG_OK)
			_exit(1);
	}
}

static void
kill__at_any_moment__leaves_the_old_index_or_the_new(void **state)
{
	enum { ROUNDS = 40 };
	unsigned seed = 99;
	size_t had = 0;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct timespec nap = {0, 1000L * (300 + (long)next(&seed) % 20000)};
		struct eg_err err = {0};
		struct eg_index *ix;
		size_t now;
		int status, ready[2];
		char byte;
		pid_t pid;

		CHECK_INT(pipe(ready), 0);
		if ((pid = fork()) == 0)
			work(round * 1000, ready[1]);
		CHECK_INT(read(ready[0], &byte, 1), 1);
		close(ready[0]);
		close(ready[1]);
		nanosleep(&nap, NULL);
		kill(pid, SIGKILL);
		CHECK_INT(waitpid(pid, &status, 0), pid);
		CHECK(WIFSIGNALED(status));
		if (eg_index_open(dir, &ix, &err) == EG_ERR_NOT_FOUND && had == 0)
			continue; /* killed before the first index was there */
		eg_index_free(ix);
		ix = open_index();
		CHECK_OK(eg_index_verify(ix, &err));
		eg_index_free(ix);
		now = documents();
		CHECK(now % 3 == 0 && now >= had);
		had = now;
	}
	CHECK(had > 0);
}

int
main(void)
{
#define IN_DIR(f) cmocka_unit_test_setup_teardown(f, make_dir, remove_dir)
	const struct CMUnitTest tests[] = {
	    IN_DIR(search__on_random_texts__counts_what_is_shared),
	    IN_DIR(act_inside_an_omnibus__scores_as_high_as_the_act),
	    IN_DIR(empty_texts_and_one_word__are_indexed_and_found_nowhere),
	    IN_DIR(furniture_of_one_site__matches_nothing__a_copy_elsewhere_does),
	    IN_DIR(many_small_updates__give_what_one_gives),
	    IN_DIR(what_is_gone_below_a_root__is_dropped__the_rest_stays),
	    IN_DIR(second_writer__is_refused__readers_are_not),
	    IN_DIR(changed_byte__is_an_error_or_does_not_matter),
	    IN_DIR(kill__at_any_moment__leaves_the_old_index_or_the_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
