/* Options from a command's table: --name VALUE, --name=VALUE, -x VALUE, bundled flags, `--` ends
 * them; arguments may stand between. */
#include "cmd/run.h"

#include "base/nearest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPTIONS = 64 };

static enum eg_rc
unknown(const struct eg_cmd *cmd, const char *typed, struct eg_err *err)
{
	const char *names[MAX_OPTIONS], *near;
	char plain[128];
	size_t n = 0;

	snprintf(plain, sizeof(plain), "%.*s", (int)strcspn(typed + strspn(typed, "-"), "="),
	    typed + strspn(typed, "-"));
	for (const struct eg_opt *o = cmd->opts; o != NULL && o->name != NULL && n < MAX_OPTIONS;
	     o++)
		names[n++] = o->name;
	near = eg_nearest(plain, names, n);
	eg_err_set(err, EG_ERR_USAGE, "'%s' has no option '%s'", cmd->name, typed);
	if (near != NULL)
		eg_err_hint(err, "--%s", near);
	else
		eg_err_hint(err, "engross help %s", cmd->name);
	return EG_ERR_USAGE;
}

static const struct eg_opt *
by_name(const struct eg_cmd *cmd, const char *name, size_t n)
{
	for (const struct eg_opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		if (strncmp(o->name, name, n) == 0 && o->name[n] == '\0')
			return o;
	return NULL;
}

static const struct eg_opt *
by_letter(const struct eg_cmd *cmd, char letter)
{
	for (const struct eg_opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		if (o->letter == letter)
			return o;
	return NULL;
}

static enum eg_rc
store(const struct eg_cmd *cmd, const struct eg_opt *o, const char *value, struct eg_err *err)
{
	int64_t *number = o->to;
	struct eg_texts *list = o->to;
	char *end;

	switch (o->type) {
	case EG_OPT_FLAG:
		*(bool *)o->to = true;
		break;
	case EG_OPT_TEXT:
		*(const char **)o->to = value;
		break;
	case EG_OPT_INT:
		*number = (int64_t)strtoll(value, &end, 10);
		if (*value == '\0' || *end != '\0') {
			eg_err_set(err, EG_ERR_USAGE, "--%s takes a whole number, not '%s'",
			    o->name, value);
			eg_err_hint(err, "engross help %s", cmd->name);
			return EG_ERR_USAGE;
		}
		break;
	case EG_OPT_LIST:
		eg_vec_push(list, value);
		break;
	}
	return EG_OK;
}

/* argv[*i] is an option; advances *i over a value in the next word. */
static enum eg_rc
one(const struct eg_cmd *cmd, int argc, char **argv, int *i, struct eg_err *err)
{
	const char *a = argv[*i], *value = NULL;
	const struct eg_opt *o;
	bool is_long = a[1] == '-';
	const char *letter = a + 1;
	enum eg_rc rc;

	do {
		if (is_long) {
			size_t n = strcspn(a + 2, "=");

			o = by_name(cmd, a + 2, n);
			value = a[2 + n] == '=' ? a + 3 + n : NULL;
		} else {
			o = by_letter(cmd, *letter++);
			value =
			    o != NULL && o->type != EG_OPT_FLAG && *letter != '\0' ? letter : NULL;
		}
		if (o == NULL)
			return unknown(cmd, a, err);
		if (o->type == EG_OPT_FLAG && value != NULL) {
			eg_err_set(err, EG_ERR_USAGE, "--%s takes no value", o->name);
			return EG_ERR_USAGE;
		}
		if (o->type != EG_OPT_FLAG && value == NULL) {
			if (*i + 1 >= argc) {
				eg_err_set(
				    err, EG_ERR_USAGE, "--%s needs a value: %s", o->name, o->value);
				eg_err_hint(err, "engross help %s", cmd->name);
				return EG_ERR_USAGE;
			}
			value = argv[++*i];
		}
		if ((rc = store(cmd, o, value, err)) != EG_OK)
			return rc;
	} while (!is_long && o->type == EG_OPT_FLAG && *letter != '\0');
	return EG_OK;
}

enum eg_rc
eg_options_parse(const struct eg_cmd *cmd, int *argc, char **argv, bool *help, struct eg_err *err)
{
	int kept = 0;
	bool only_arguments = false;
	enum eg_rc rc;

	for (int i = 0; i < *argc; i++) {
		char *a = argv[i];

		if (only_arguments || a[0] != '-' || a[1] == '\0') {
			argv[kept++] = a;
		} else if (strcmp(a, "--") == 0) {
			only_arguments = true;
		} else if (strcmp(a, "--help") == 0 ||
			   (strcmp(a, "-h") == 0 && by_letter(cmd, 'h') == NULL)) {
			*help = true;
		} else if ((rc = one(cmd, *argc, argv, &i, err)) != EG_OK) {
			return rc;
		}
	}
	*argc = kept;
	return EG_OK;
}
