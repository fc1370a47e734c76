/* The physical limit: one epoll loop that frames a message once and sends the same bytes to every socket.
 *
 * It stores nothing, pings nobody, checks nobody, and knows of Engine.IO 4 and Socket.IO 5 only what the load needs.
 *   cc -O2 -o fanout fanout.c && ./fanout PORT TICK_MS BYTES */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MOST 65536
#define EVENTS 512

/* The accept key for the one key that the load sends, from RFC 6455. */
static const char SWITCH[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char OPEN[] = "0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
static const char LET_IN[] = "40{\"sid\":\"y\"}";

typedef struct {
    int length, upgraded;
    uint8_t buffer[2048];
} connection;

static connection *connections[MOST];
static int members[MOST], count; /* who is in the room */
static long total;               /* votes */
static int changed;

static void put(int socket, const void *bytes, size_t length) {
    if (send(socket, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
        /* a phone that takes nothing hears of it next time */
    }
}

static int frame(uint8_t *out, const char *text, int length) {
    int head = length < 126 ? 2 : 4;
    out[0] = 0x81;
    out[1] = length < 126 ? length : 126;
    if (head == 4) {
        out[2] = length >> 8;
        out[3] = length;
    }
    memcpy(out + head, text, length);
    return head + length;
}

static void say(int socket, const char *text) {
    uint8_t out[256];
    put(socket, out, frame(out, text, strlen(text)));
}

static void take(int socket, const char *packet, int length) {
    if (length >= 2 && !memcmp(packet, "40", 2)) {
        members[count++] = socket;
        say(socket, LET_IN);
    } else if (length >= 8 && !memcmp(packet, "42[\"vote\"", 8)) {
        total++;
        changed = 1;
    }
}

static int upgrade(int socket, connection *from) {
    from->buffer[from->length] = 0;
    if (!strstr((char *)from->buffer, "\r\n\r\n"))
        return 0;
    put(socket, SWITCH, sizeof SWITCH - 1);
    say(socket, OPEN);
    from->upgraded = 1;
    from->length = 0;
    return 0;
}

/* What came on a socket: -1 when it is to be closed. */
static int hear(int socket, connection *from) {
    int came = recv(socket, from->buffer + from->length, sizeof from->buffer - 1 - from->length, 0), at = 0;
    if (came <= 0)
        return -1;
    from->length += came;
    if (!from->upgraded)
        return upgrade(socket, from);
    while (from->length - at >= 6) {
        int length = from->buffer[at + 1] & 127, head = 2;
        if (length == 126) {
            length = from->buffer[at + 2] << 8 | from->buffer[at + 3];
            head = 4;
        }
        if (from->length - at < head + 4 + length)
            break;
        uint8_t *mask = from->buffer + at + head, *packet = mask + 4;
        for (int i = 0; i < length; i++)
            packet[i] ^= mask[i & 3];
        if ((from->buffer[at] & 15) == 8)
            return -1;
        take(socket, (char *)packet, length);
        at += head + 4 + length;
    }
    memmove(from->buffer, from->buffer + at, from->length -= at);
    return 0;
}

static void let_go(int socket) {
    for (int i = 0; i < count; i++)
        if (members[i] == socket) {
            members[i] = members[--count];
            break;
        }
    free(connections[socket]);
    connections[socket] = NULL;
    close(socket);
}

static void welcome(int listener, int poll) {
    int socket, one = 1;
    while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        connections[socket] = calloc(1, sizeof(connection));
        epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    }
}

static void tick(int timer, int size) {
    static char text[MOST];
    static uint8_t out[MOST + 4];
    uint64_t ticks;
    if (read(timer, &ticks, sizeof ticks) < 0 || !changed)
        return;
    changed = 0;
    int length = sprintf(text, "42[\"results\",{\"total\":%ld,\"pad\":\"", total);
    while (length < size - 3)
        text[length++] = 'x';
    memcpy(text + length, "\"}]", 3);
    length = frame(out, text, length + 3);
    for (int i = 0; i < count; i++)
        put(members[i], out, length);
}

static int listen_on(int port) {
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (void *)&here, sizeof here) || listen(listener, 4096)) {
        perror("listen");
        exit(1);
    }
    return listener;
}

int main(int argc, char **argv) {
    if (argc < 4 || atoi(argv[3]) > MOST - 64)
        return 2;
    int listener = listen_on(atoi(argv[1])), every = atoi(argv[2]), size = atoi(argv[3]);
    int poll = epoll_create1(0), timer = timerfd_create(CLOCK_MONOTONIC, 0);
    struct timespec beat = {every / 1000, every % 1000 * 1000000L};
    struct itimerspec beats = {beat, beat};
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[EVENTS];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    event.data.fd = timer;
    epoll_ctl(poll, EPOLL_CTL_ADD, timer, &event);
    timerfd_settime(timer, 0, &beats, NULL);
    for (;;) {
        int ready = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            int socket = events[i].data.fd;
            if (socket == listener)
                welcome(listener, poll);
            else if (socket == timer)
                tick(timer, size);
            else if (hear(socket, connections[socket]) < 0)
                let_go(socket);
        }
    }
}
