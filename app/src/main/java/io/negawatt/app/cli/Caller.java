package io.negawatt.app.cli;

import io.negawatt.app.server.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

/** Asks a server on loopback what a page, an agent and a scraper ask first, and reads the answers away. */
final class Caller implements ServeCommand.Until {
    private static final int PATIENCE_MS = 10_000;
    private static final List<String> PATHS = List.of(
            "/health",
            "/",
            "/openapi",
            "/metrics",
            "/api/v1/session",
            "/api/v1/now",
            "/api/v1/outlook",
            "/api/v1/ledger",
            "/api/v1/runs",
            "/api/v1/runs/export?format=parquet",
            "/api/v1/plan",
            "/api/v1/meters",
            "/api/v1/factors",
            "/api/v1/budgets",
            "/api/v1/actions");

    @Override
    public void isReached(Server server) throws IOException {
        String secret = server.newAdmin();
        for (var path : PATHS) {
            ask(server.port(), path, secret);
        }
    }

    private static void ask(int port, String path, String secret) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setReadTimeout(PATIENCE_MS);
        connection.setRequestProperty("Authorization", "Bearer " + secret);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try (var answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
