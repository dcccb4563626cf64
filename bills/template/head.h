/* Reading a template's head, private to the template room: head.c reads the fields, declare.c the
 * parameters. */
#ifndef EG_TEMPLATE_HEAD_H
#define EG_TEMPLATE_HEAD_H

#include "base/vec.h"
#include "base/yaml.h"
#include "template/param.h"

struct eg_head_reader {
	struct eg_arena *arena;
	const char *file;
	struct eg_err *err;
};

enum eg_rc eg_head__fault(struct eg_head_reader *r, const struct eg_yaml *at, const char *fmt, ...)
    EG_PRINTF(3, 4);
/* Every key of a mapping is among known[0..n); `what` names the mapping ("the head"). */
enum eg_rc eg_head__keys(struct eg_head_reader *r, const struct eg_yaml *map, const char *what,
    const char *const *known, size_t n) EG_MUST_CHECK;
/* Texts of a scalar or of a sequence of scalars. */
enum eg_rc eg_head__texts(struct eg_head_reader *r, const struct eg_yaml *v,
    const char *const **out, size_t *n) EG_MUST_CHECK;
/* A scalar that is one of the words. */
enum eg_rc eg_head__word(struct eg_head_reader *r, const struct eg_yaml *v, const char *what,
    const char *const *words, size_t n) EG_MUST_CHECK;
enum eg_rc eg_head__truth(
    struct eg_head_reader *r, const struct eg_yaml *v, bool *out) EG_MUST_CHECK;

struct eg_declared {
	EG_VEC(struct eg_param);
};
/* Add the declarations of a `parameters:` mapping; a global one that the template declares itself
 * is passed over. */
enum eg_rc eg_head__parameters(struct eg_head_reader *r, const struct eg_yaml *map, bool global,
    struct eg_declared *to) EG_MUST_CHECK;

#endif
