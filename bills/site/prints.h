/* A bill's prints, and what each keeps of the model that it carries. */
#ifndef EG_SITE_PRINTS_H
#define EG_SITE_PRINTS_H

#include "site/site.h"

/* The list on the bill's page, and a page of its own for the redline of each print. */
enum eg_rc site_prints(struct page *p, const struct site_bill *b, struct eg_err *err) EG_MUST_CHECK;

#endif
