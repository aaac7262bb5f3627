package dev.parley.app.check;

import dev.parley.call.provider.ProviderProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One request at a provider's address, step by step, so that each failure can be told from the
/// others: name, connection, TLS, answer. Blocks; one knock, one thread.
final class Knock implements AutoCloseable {
    private static final int LIMIT_MILLIS = 5_000;
    private static final int MOST_BYTES = 4 << 20;

    private final URI address;
    private final ProviderProbe probe;
    private final Socket plain = new Socket();
    private Socket socket = plain;

    /// What came back.
    ///
    /// @param headers names in lower case
    record Answer(int status, Map<String, String> headers, String body) {}

    Knock(ProviderProbe probe) {
        this.probe = probe;
        this.address = probe.address();
    }

    boolean isSecure() {
        return address.getScheme().equals("https") || address.getScheme().equals("wss");
    }

    private boolean isSocket() {
        return address.getScheme().startsWith("ws");
    }

    private int port() {
        return address.getPort() >= 0 ? address.getPort() : isSecure() ? 443 : 80;
    }

    String place() {
        return address.getHost() + ":" + port();
    }

    /// @throws IOException if nobody knows the name
    InetAddress resolve() throws IOException {
        return InetAddress.getByName(address.getHost());
    }

    void connect(InetAddress to) throws IOException {
        plain.connect(new InetSocketAddress(to, port()), LIMIT_MILLIS);
        plain.setSoTimeout(LIMIT_MILLIS);
    }

    /// Shakes hands and checks whom the certificate names; returns the protocol.
    String secure() throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secured = (SSLSocket) factory.createSocket(plain, address.getHost(), port(), true);
        socket = secured;
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured.getSession().getProtocol();
    }

    /// Sends the request and reads the answer.
    Answer ask() throws IOException {
        var request = new StringBuilder();
        var path =
                address.getRawPath()
                        + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        line(request, "GET " + path + " HTTP/1.1");
        line(request, "Host: " + place());
        probe.headers().forEach((name, value) -> line(request, name + ": " + value.reveal()));
        if (isSocket()) {
            var nonce = new byte[16];
            new SecureRandom().nextBytes(nonce);
            line(request, "Connection: Upgrade");
            line(request, "Upgrade: websocket");
            line(request, "Sec-WebSocket-Version: 13");
            line(request, "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(nonce));
        } else {
            line(request, "Accept: application/json");
            line(request, "Connection: close");
        }
        line(request, "");
        var out = socket.getOutputStream();
        out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return read(socket.getInputStream());
    }

    private static void line(StringBuilder request, String line) {
        request.append(line).append("\r\n");
    }

    private Answer read(InputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new IOException("the answer is no HTTP");
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int code = Integer.parseInt(status[1]);
        if (code == 101) {
            // A close frame of a client, masked with nothing (RFC 6455 §5.5.1).
            socket.getOutputStream().write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
            socket.getOutputStream().flush();
            return new Answer(code, headers, "");
        }
        return new Answer(code, headers, body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        byte[] bytes;
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            bytes = chunks(in);
        } else if (headers.getOrDefault("content-length", "").matches("\\d{1,9}")) {
            bytes =
                    in.readNBytes(
                            Math.min(MOST_BYTES, Integer.parseInt(headers.get("content-length"))));
        } else {
            bytes = in.readNBytes(MOST_BYTES);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new IOException("the answer has a broken chunk");
            }
            int count = Integer.parseInt(size, 16);
            if (count == 0 || all.size() + count > MOST_BYTES) {
                return all.toByteArray();
            }
            all.write(in.readNBytes(count));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > 16_384) {
                throw new IOException("the connection ended within the answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        plain.close();
    }
}
