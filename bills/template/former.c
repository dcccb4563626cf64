/* What a draft was made with, read back from it, so that it can be made again: see
 * eg_params_from_draft() in template.h. */
#include "template/param.h"

#include <engross/text.h>
#include <string.h>

/* A value that no longer fits leaves the default standing. */
static void
keep(struct eg_params *p, const struct eg_param *known, const char *value)
{
	if (eg_params_set(p, known->name, value, EG_FROM_REPOSITORY, "", 0, NULL) != EG_OK)
		return;
}

static void
head_values(struct eg_params *p, const struct eg_bill *bill, bool files)
{
	for (size_t i = 0; i < bill->head.n_parameters; i++) {
		const struct eg_param *known = eg_template_param(p->t, bill->head.parameter[i]);
		char *value = eg_strdup(bill->head.parameter_value[i]);

		for (char *c = value; *c != '\0'; c++)
			if (*c == '\n')
				*c = ';';
		if (known != NULL && (files || known->type != EG_PARAM_FILE))
			keep(p, known, value);
		eg_free(value);
	}
	for (size_t i = 0; i < bill->head.n_confirmed; i++) {
		const struct eg_param *known = eg_template_param(p->t, bill->head.confirmed[i]);
		enum eg_param_source source = EG_FROM_DEFAULT;

		if (known != NULL && known->pattern == NULL &&
		    eg_params_get(p, known->name, &source) != NULL && source == EG_FROM_DEFAULT)
			keep(p, known, known->def);
	}
}

/* Does a block named `block` hold the text of parameter `param`? "compact" and "compact_text" do. */
static bool
is_block_of(const char *block, const char *param)
{
	size_t n = strlen(block);

	for (size_t i = 0; i < n; i++)
		if (param[i] != block[i] && !(param[i] == '_' && block[i] == '-'))
			return false;
	return param[n] == '\0' || param[n] == '_';
}

/* The block of a file parameter: by its name, else the k-th one. */
static const struct eg_node *
block_of(const struct eg_bill *bill, const char *param, size_t k)
{
	const struct eg_node *nth = NULL;
	size_t seen = 0;

	for (const struct eg_node *n = bill->root; n != NULL; n = eg_node_after(n)) {
		if (n->kind != EG_NODE_VERBATIM)
			continue;
		if (n->label != NULL && is_block_of(n->label, param))
			return n;
		if (seen++ == k)
			nth = n;
	}
	return nth;
}

static enum eg_rc
file_texts(struct eg_params *p, const struct eg_bill *bill, struct eg_err *err)
{
	size_t k = 0;
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < p->t->n_params && rc == EG_OK; i++) {
		const struct eg_param *param = &p->t->param[i];
		const struct eg_node *block;

		if (param->type != EG_PARAM_FILE || !p->v[i].set)
			continue;
		block = block_of(bill, param->name, k++);
		if (block != NULL && block->raw_n > 0)
			rc = eg_params_set_file(p, param->name, block->raw, block->raw_n, err);
	}
	return rc;
}

enum eg_rc
eg_params_from_draft(
    struct eg_params *p, const char *source, size_t n, bool files, struct eg_err *err)
{
	struct eg_bill *bill = NULL;
	enum eg_rc rc = eg_bill_parse(source, n, "", &bill, err);

	if (rc != EG_OK)
		return rc;
	head_values(p, bill, files);
	if (files)
		rc = file_texts(p, bill, err);
	eg_bill_free(bill);
	return rc;
}
