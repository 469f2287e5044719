#define _GNU_SOURCE
#include "CBanditProcess.h"

#include <signal.h>
#include <spawn.h>

int bandit_start(
    const char *program, char *const arguments[], char *const variables[], const char *folder, int input, int output,
    int errors, pid_t *process) {
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  // Whatever this process ignores.
  const int signals[] = {SIGPIPE, SIGINT, SIGTERM, SIGQUIT, SIGHUP};
  for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) sigaddset(&usual, signals[i]);

  posix_spawnattr_t attributes;
  int code = posix_spawnattr_init(&attributes);
  if (code != 0) return code;
  posix_spawn_file_actions_t actions;
  code = posix_spawn_file_actions_init(&actions);
  if (code == 0) {
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    code = posix_spawnattr_setflags(&attributes, flags);
    if (code == 0) code = posix_spawn_file_actions_addchdir_np(&actions, folder);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, errors, 2);
    if (code == 0) code = posix_spawnp(process, program, &actions, &attributes, arguments, variables);
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return code;
}
