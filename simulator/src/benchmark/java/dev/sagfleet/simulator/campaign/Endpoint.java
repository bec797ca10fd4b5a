package dev.sagfleet.simulator.campaign;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a controller of this machine is there. */
final class Endpoint {
    private static final int WAIT_MILLIS = 2_000;

    static boolean answers(int port) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/healthz").toURL().openConnection();
            connection.setConnectTimeout(WAIT_MILLIS);
            connection.setReadTimeout(WAIT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private Endpoint() {}
}
