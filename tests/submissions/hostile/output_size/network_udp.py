# a UDP datagram out, and a name looked up
# deserves: 0
import socket


def output_size(n, f, stride=1, pad=0):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            out.sendto(b"escaped", ("127.0.0.1", 48613))
    except OSError:
        pass
    try:
        socket.getaddrinfo("localhost", 80)
        socket.gethostbyname("example.com")
    except OSError:
        return None
    return None
