/* A form as text, for tests that compare what it says. */
#ifndef EG_TEST_FORM_SHOW_H
#define EG_TEST_FORM_SHOW_H

#include <engross/form.h>

static const char *const role_names[] = {"request", "number", "session", "sponsors", "title",
    "legend", "function", "enacting", "recital", "article", "section", "unit", "code", "para",
    "item", "flush", "resolved", "verbatim", "law", "codify", "closing"};

/* The form as text: role, level, designator, runs; `~` where the next block runs on, `+` where it
 * is new law; blanks at the end. */
static inline void
show_form(struct eg_buf *b, const struct eg_form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct eg_block *k = &f->block[i];

		eg_buf_printf(b, "%s|", role_names[k->role]);
		eg_buf_fill(b, ' ', (size_t)k->level);
		eg_buf_puts(b, k->designator);
		for (size_t r = 0; r < k->n_runs; r++) {
			const char *open = k->run[r].kind == EG_RUN_BLANK  ? "[["
					   : k->run[r].kind == EG_RUN_REF  ? "<"
					   : k->run[r].kind == EG_RUN_INS  ? "{+"
					   : k->run[r].kind == EG_RUN_DEL  ? "{-"
					   : k->run[r].kind == EG_RUN_MARK ? "^"
									   : "";
			const char *close = k->run[r].kind == EG_RUN_BLANK  ? "]]"
					    : k->run[r].kind == EG_RUN_REF  ? ">"
					    : k->run[r].kind == EG_RUN_INS  ? "+}"
					    : k->run[r].kind == EG_RUN_DEL  ? "-}"
					    : k->run[r].kind == EG_RUN_MARK ? "^"
									    : "";

			eg_buf_printf(b, "%s%s%s%s", r == 0 && k->designator[0] != '\0' ? " " : "",
			    open, k->run[r].text, close);
		}
		eg_buf_printf(b, "%s%s\n", k->run_in ? "~" : "", k->added ? "+" : "");
	}
	for (size_t i = 0; i < f->n_blanks; i++)
		eg_buf_printf(b, "blank|%s\n", f->blank[i]);
	for (size_t i = 0; i < f->n_details; i++)
		eg_buf_printf(b, "detail|%s\n", f->detail[i]);
}

static char shown[32768];

/* The form of a draft by a profile, both given as text. */
static inline const char *
form(const char *profile, const char *draft)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_profile *p = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *f = NULL;

	CHECK_OK(eg_profile_parse(profile, strlen(profile), "XX.yaml", &p, &err));
	CHECK_OK(eg_bill_parse(draft, strlen(draft), "XX.md", &bill, &err));
	CHECK_OK(eg_form_build(bill, p, NULL, &f, &err));
	eg_bill_free(bill); /* the form borrows nothing */
	eg_profile_free(p);
	show_form(&b, f);
	snprintf(shown, sizeof(shown), "%s", eg_buf_cstr(&b));
	eg_buf_clear(&b);
	eg_form_free(f);
	return shown;
}

#endif
