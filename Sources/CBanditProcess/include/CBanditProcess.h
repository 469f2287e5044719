// Starting a process: calls that differ between systems, or that Swift does not see. Not API.
#ifndef CBANDITPROCESS_H
#define CBANDITPROCESS_H

#include <sys/types.h>

/// Starts a program in a folder, in a process group of its own, with the signals that a shell leaves to one.
///
/// - program: looked for along the path where it has no slash.
/// - arguments, variables: end with a null pointer.
/// - input, output, errors: its standard input, output and error. Of all other descriptors it gets those that do not close
///   when a program is started; on macOS none.
/// - process: gets its number.
///
/// Returns 0, or the system's error number.
int bandit_start(
    const char *program, char *const arguments[], char *const variables[], const char *folder, int input, int output,
    int errors, pid_t *process);

#endif
