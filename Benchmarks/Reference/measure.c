// measure FILE COMMAND...
//
// runs the command and writes to FILE: its seconds by the clock, its processor seconds, its peak memory in
// bytes. Exits as the command does.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "usage: measure FILE COMMAND...\n"), 64;
  double start = now();
  pid_t child = fork();
  if (child < 0) return perror("measure: fork"), 71;
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0) return perror("measure: wait4"), 71;
  double seconds = now() - start;
  double busy = usage.ru_utime.tv_sec + 1e-6 * usage.ru_utime.tv_usec;
  busy += usage.ru_stime.tv_sec + 1e-6 * usage.ru_stime.tv_usec;
#ifdef __APPLE__
  double peak = usage.ru_maxrss;
#else
  double peak = 1024.0 * usage.ru_maxrss;
#endif
  FILE *file = fopen(arguments[1], "w");
  if (!file) return perror(arguments[1]), 74;
  fprintf(file, "%.6f %.6f %.0f\n", seconds, busy, peak);
  if (fclose(file) != 0) return perror(arguments[1]), 74;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
