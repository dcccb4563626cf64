/*
 * Logarithm, exponential and root by the C library's libm, which is opened on first use: loading it costs
 * every command 55 microseconds, and only tracing and one map compute with them.
 */
#ifndef EG_BASE_MATHS_H
#define EG_BASE_MATHS_H

/* As log(), exp() and sqrt() of <math.h>. Thread safe. */
double eg_log(double x);
double eg_exp(double x);
double eg_sqrt(double x);

#endif
