package dev.sagfleet.simulator.world;

import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** tea-openapi, called as the generated clients call it. */
final class TeaClient implements ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final AtomicBoolean IS_RECORDING = new AtomicBoolean();
    private static volatile Map<String, String> lastHeaders = Map.of();

    private final Client client;

    TeaClient(int apiPort, AccessKey key) {
        try {
            Config config = new Config()
                    .setAccessKeyId(key.id())
                    .setAccessKeySecret(key.secret())
                    .setEndpoint("127.0.0.1:" + apiPort)
                    .setProtocol("HTTP");
            key.token().ifPresent(token -> config.setSecurityToken(token.text()));
            client = new Client(config);
        } catch (Exception e) {
            throw new AssertionError("no client", e);
        }
        record();
    }

    /** The client's exceptions tell no headers; all clients share their interceptors. */
    private void record() {
        if (IS_RECORDING.compareAndSet(false, true)) {
            client.addResponseInterceptor((context, attributes) -> {
                lastHeaders = context.teaResponse().headers;
                return context.teaResponse();
            });
        }
    }

    @Override
    public ApiAnswer call(String action, Map<String, ?> parameters) {
        Params call = new Params()
                .setAction(action)
                .setVersion(Gateway.API_VERSION)
                .setProtocol("HTTPS")
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        try {
            var request = new OpenApiRequest().setQuery(com.aliyun.openapiutil.Client.query(parameters));
            ObjectNode response = JSON.valueToTree(client.callApi(call, request, new RuntimeOptions()));
            return ApiAnswer.success(
                    response.path("statusCode").asInt(), response.path("body").toString());
        } catch (TeaException e) {
            return ApiAnswer.error(
                    e.getStatusCode(),
                    e.getCode(),
                    String.valueOf(e.getData().get("Message")),
                    Optional.ofNullable(lastHeaders.get(ApiAnswer.DETAIL)),
                    String.valueOf(e.getData().get("RequestId")));
        } catch (Exception e) {
            throw new AssertionError("call failed: " + action, e);
        }
    }
}
