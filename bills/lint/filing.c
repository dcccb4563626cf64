/* What a filing still lacks: request number, sponsors, a place in the code, and each contested
 * choice confirmed by a person. */
#include "lint/lint_rules.h"

#include "base/find.h"

#include <string.h>

static bool
is_confirmed(const struct eg_head *head, const char *name)
{
	for (size_t i = 0; i < head->n_confirmed; i++)
		if (strcmp(head->confirmed[i], name) == 0)
			return true;
	return false;
}

static bool
has_unit(const struct eg_fact *units, const char *unit)
{
	if (unit == NULL || unit[0] == '\0')
		unit = "chapter";
	for (size_t i = 0; i < units->n; i++)
		if (strcmp(units->list != NULL ? units->list[i] : units->value, unit) == 0)
			return true;
	return false;
}

/* Where new law is made by an act of its own (Michigan), the title of a bill that amends one act
 * has no room for another. */
static void
one_act(struct eg_lint_run *run)
{
	const struct eg_fact *amend = eg_profile_fact(run->in->profile, "leadin.amend-section"),
			     *units = eg_profile_fact(run->in->profile, "leadin.into-act");
	const struct eg_node *adds = NULL, *amends = NULL;

	if (amend->value == NULL || strcmp(amend->value, "none") != 0)
		return;
	for (const struct eg_node *n = run->in->bill->root; n != NULL; n = eg_node_after(n)) {
		if (n->kind != EG_NODE_SECTION)
			continue;
		bool into = n->code != NULL && n->code[0] != '\0' && has_unit(units, n->unit);

		adds = n->section == EG_SECTION_ADDS && !into ? n : adds;
		amends = n->section == EG_SECTION_AMENDS ? n : amends;
	}
	if (adds != NULL && amends != NULL)
		eg_lint__add(run, "filing-one-act", EG_GRAVITY_ERROR, amends->line,
		    "file the amendment as a bill of its own, and tie the two together",
		    "in %s one bill amends one act or makes a new one",
		    eg_profile_name(run->in->profile));
}

void
eg_lint__filing(struct eg_lint_run *run)
{
	const struct eg_head *head = &run->in->bill->head;

	if (head->request == NULL || head->request[0] == '\0')
		eg_lint__add(run, "filing-request", EG_GRAVITY_ERROR, 0,
		    "request: in the head of the draft", "no request number");
	if (head->n_sponsors == 0)
		eg_lint__add(run, "filing-sponsors", EG_GRAVITY_ERROR, 0,
		    "sponsors: in the head of the draft", "no sponsor");
	for (const struct eg_node *node = run->in->bill->root; node != NULL;
	     node = eg_node_after(node)) {
		for (size_t i = 0; node->kind == EG_NODE_VERBATIM && i < head->n_fill_ins; i++)
			if (eg_find(node->raw, node->raw_n, head->fill_in[i],
				strlen(head->fill_in[i]), 0) != SIZE_MAX)
				eg_lint__add(run, "filing-fill-in", EG_GRAVITY_ERROR, node->line,
				    "write this jurisdiction's word in its place; nothing else in "
				    "the block may change",
				    "'%s' is not filled in", head->fill_in[i]);
		if (node->kind == EG_NODE_SECTION && node->section == EG_SECTION_ADDS &&
		    (node->code == NULL || node->code[0] == '\0'))
			eg_lint__add(run, "filing-place", EG_GRAVITY_ERROR, node->line,
			    "draft again with --set code_place=… --set code_number=…, or file it "
			    "as an uncodified act",
			    "no place in the code is given for '%s'",
			    node->label != NULL ? node->label : "this section");
	}
	for (size_t i = 0; run->in->form != NULL && i < run->in->form->n_details; i++)
		eg_lint__add(run, "filing-detail", EG_GRAVITY_ERROR, 0,
		    "a ruled space is printed in its place", "not given: %s",
		    run->in->form->detail[i]);
	if (run->in->profile != NULL)
		one_act(run);
	for (size_t i = 0; i < run->in->n_policy; i++)
		if (!is_confirmed(head, run->in->policy[i]))
			eg_lint__add(run, "filing-policy", EG_GRAVITY_ERROR, 0,
			    "confirm it by drafting with --set, or add it to confirmed: in the "
			    "head",
			    "the choice '%s' was taken by default and nobody has confirmed it",
			    run->in->policy[i]);
}
