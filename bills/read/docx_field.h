/* Private to the DOCX reader: fields and links around the words of a paragraph. */
#ifndef EG_READ_DOCX_FIELD_H
#define EG_READ_DOCX_FIELD_H

#include "base/vec.h"

enum eg_docx_scope_kind { EG_DOCX_LINK, EG_DOCX_SIMPLE, EG_DOCX_COMPLEX };

struct eg_docx_scope {
	enum eg_docx_scope_kind kind;
	bool code; /* what comes is the field's code, not its result */
	bool hide; /* its result is not shown: SET, XE, TC … */
	char *ref; /* bookmark that it leads to, NULL if none; owned */
	struct eg_buf instr;
};

struct eg_docx_scopes {
	EG_VEC(struct eg_docx_scope);
};

void eg_docx__scope_open(
    struct eg_docx_scopes *s, enum eg_docx_scope_kind kind, const char *instr, const char *ref);
/* The field's code is complete: find what it leads to. */
void eg_docx__scope_result(struct eg_docx_scopes *s);
/* Close the innermost of this kind, if one is open. */
void eg_docx__scope_close(struct eg_docx_scopes *s, enum eg_docx_scope_kind kind);
/* A paragraph ends: a code, or a field that shows nothing, goes on in no other; one that never ends
 * must not hide the rest of the document. */
void eg_docx__scope_paragraph(struct eg_docx_scopes *s);
void eg_docx__scope_code(struct eg_docx_scopes *s, const char *p, size_t n);
bool eg_docx__scope_hides(const struct eg_docx_scopes *s);
const char *eg_docx__scope_ref(const struct eg_docx_scopes *s); /* NULL if none */
void eg_docx__scope_clear(struct eg_docx_scopes *s);

#endif
