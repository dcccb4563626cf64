/* cmocka with messages that a reader can use, and the shared test material (skipped loudly where
 * it is missing). */
#ifndef EG_TEST_CHECK_H
#define EG_TEST_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <engross/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(cond)                                                                                \
	do {                                                                                       \
		if (!(cond)) {                                                                     \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #cond);       \
			fail();                                                                    \
		}                                                                                  \
	} while (0)

#define CHECK_INT(got, want)                                                                       \
	do {                                                                                       \
		long long got_ = (long long)(got), want_ = (long long)(want);                      \
		if (got_ != want_) {                                                               \
			fprintf(stderr, "%s:%d: %s is %lld, want %lld\n", __FILE__, __LINE__,      \
			    #got, got_, want_);                                                    \
			fail();                                                                    \
		}                                                                                  \
	} while (0)

#define CHECK_STR(got, want)                                                                       \
	do {                                                                                       \
		const char *got_ = (got), *want_ = (want);                                         \
		if (got_ == NULL || strcmp(got_, want_) != 0) {                                    \
			fprintf(stderr, "%s:%d: %s is\n  '%s', want\n  '%s'\n", __FILE__,          \
			    __LINE__, #got, got_ == NULL ? "(null)" : got_, want_);                \
			fail();                                                                    \
		}                                                                                  \
	} while (0)

#define CHECK_HAS(got, part)                                                                       \
	do {                                                                                       \
		const char *got_ = (got), *part_ = (part);                                         \
		if (got_ == NULL || strstr(got_, part_) == NULL) {                                 \
			fprintf(stderr, "%s:%d: %s is\n  '%s', without\n  '%s'\n", __FILE__,       \
			    __LINE__, #got, got_ == NULL ? "(null)" : got_, part_);                \
			fail();                                                                    \
		}                                                                                  \
	} while (0)

#define CHECK_OK(call)                                                                             \
	do {                                                                                       \
		if ((call) != EG_OK) {                                                             \
			char line_[2048];                                                          \
			eg_err_format(&err, line_, sizeof(line_));                                 \
			fprintf(                                                                   \
			    stderr, "%s:%d: %s failed: %s\n", __FILE__, __LINE__, #call, line_);   \
			fail();                                                                    \
		}                                                                                  \
	} while (0)

/* Path of shared material (EG_SHARED, else ../shared below the project), or NULL after saying that
 * the test is skipped. Static buffer. */
static inline const char *
eg_test_shared(const char *rel)
{
	static char path[4096];
	const char *root = getenv("EG_SHARED");

	snprintf(path, sizeof(path), "%s/%s", root != NULL ? root : "../shared", rel);
	if (access(path, R_OK) == 0)
		return path;
	fprintf(stderr, "SKIP: no shared material here (%s)\n", rel);
	return NULL;
}

#endif
