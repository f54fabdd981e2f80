// How long idle threads of the OpenMP team look for work before they sleep.
//
// The OpenMP library reads this from the environment before any code of a program runs, and its
// own choice stalls every step when another program wants the cores. So the program puts its choice
// there first, unless the user made one (GOMP_SPINCOUNT or OMP_WAIT_POLICY).
//
// Only an executable may link this: it changes the environment of the whole process.

#ifndef VAE_WAIT_POLICY_H
#define VAE_WAIT_POLICY_H

/// Makes sure that the choice is in force, to be called first in `main`. Returns at once if it is;
/// otherwise the program is run anew with it, once.
void vae_settle_waiting(char *const *arguments);

#endif
