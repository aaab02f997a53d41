/*
 * The hands' side of the talk (docs/WIRE.md) over one socket: lines in, lines out, and the pool between.
 * Ends when the face says quit, closes, or talks garbage.
 */
#ifndef SYNCFIX_NET_SERVE_H
#define SYNCFIX_NET_SERVE_H

/* fd: a connected AF_UNIX stream socket. 0, or an exit code: 65 garbage, 70 libcurl cannot be had. */
int serve(int fd);

#endif
