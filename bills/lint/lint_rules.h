/* What the rules of the lint room share. */
#ifndef EG_LINT_RULES_H
#define EG_LINT_RULES_H

#include "base/vec.h"

#include <engross/lint.h>

struct eg_lint_run {
	const struct eg_lint_in *in;
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_finding);
	} found;
};

/* Add a finding; hint may be "". */
void eg_lint__add(struct eg_lint_run *run, const char *rule, enum eg_gravity gravity, size_t line,
    const char *hint, const char *fmt, ...) EG_PRINTF(6, 7);

/* Offset of phrase in text as whole words at or after `from`, letters compared exactly; SIZE_MAX
 * if it is not there. */
size_t eg_lint__find_word(const char *text, size_t n, const char *phrase, size_t from);

void eg_lint__foreign(struct eg_lint_run *run, const struct eg_lexicon *lexicon);
void eg_lint__terms(struct eg_lint_run *run);
void eg_lint__filing(struct eg_lint_run *run);

#endif
