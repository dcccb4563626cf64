/*
 * The two ways to run rows down stripes, written once for registers of any width. wide_x86.c includes
 * it for each, with OF(name) and TARGET, after defining
 *	struct OF(stripe)		512 columns
 *	OF(ones)()			all of them ones
 *	OF(down)(x, line, carry)	x after one row, whose word stands where `line` says
 *	OF(put)(v, x)			store
 */

TARGET static void
OF(one)(const struct eg_wide_run *r, uint64_t *v, uint64_t *store)
{
	struct OF(stripe) x = OF(ones)();

	for (size_t k = 0; k < r->n; k++) {
		unsigned carry = r->carry[k];

		x = OF(down)(x, line_of(r, 0, k), &carry);
		r->carry[k] = (uint8_t)carry;
		if (store != NULL)
			OF(put)(store + EG_STRIPE_WORDS * k, x);
	}
	OF(put)(v, x);
}

/* Each stripe one row behind the one below, so that four do not wait for each other. */
TARGET static void
OF(four)(const struct eg_wide_run *r, uint64_t *v)
{
	struct OF(stripe) x = OF(ones)(), y = x, z = x, q = x;
	unsigned x_out = 0, y_out = 0, z_out = 0;

	for (size_t k = 0; k < r->n + 3; k++) {
		unsigned y_in = x_out, z_in = y_out, q_in = z_out;

		x_out = y_out = z_out = 0;
		if (has_row(r, 0, k)) {
			x_out = r->carry[k];
			x = OF(down)(x, line_of(r, 0, k), &x_out);
		}
		if (has_row(r, 1, k - 1)) {
			y = OF(down)(y, line_of(r, 1, k - 1), &y_in);
			y_out = y_in;
		}
		if (has_row(r, 2, k - 2)) {
			z = OF(down)(z, line_of(r, 2, k - 2), &z_in);
			z_out = z_in;
		}
		if (has_row(r, 3, k - 3)) {
			q = OF(down)(q, line_of(r, 3, k - 3), &q_in);
			r->carry[k - 3] = (uint8_t)q_in;
		}
	}
	OF(put)(v, x);
	OF(put)(v + EG_STRIPE_WORDS, y);
	OF(put)(v + EG_STRIPE_WORDS * 2, z);
	OF(put)(v + EG_STRIPE_WORDS * 3, q);
}
