package dev.sagfleet.simulator.world;

import com.aliyun.openapiutil.Client;
import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.HttpResponse;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.profile.IClientProfile;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import java.util.Map;
import java.util.Optional;

/** aliyun-java-sdk-core with a request that names its action. */
final class SdkCoreClient implements ApiClient {
    private final String domain;
    private final MethodType method;
    private final Recording client;

    SdkCoreClient(int apiPort, AccessKey key, MethodType method) {
        this.domain = "127.0.0.1:" + apiPort;
        this.method = method;
        this.client = new Recording(key.token()
                .map(token -> DefaultProfile.getProfile("cn-shanghai", key.id(), key.secret(), token.text()))
                .orElseGet(() -> DefaultProfile.getProfile("cn-shanghai", key.id(), key.secret())));
    }

    @Override
    public ApiAnswer call(String action, Map<String, ?> parameters) {
        CommonRequest request = new CommonRequest();
        request.setSysDomain(domain);
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysMethod(method);
        request.setSysVersion(Gateway.API_VERSION);
        request.setSysAction(action);
        flat(parameters).forEach((name, value) -> {
            if (method == MethodType.POST) {
                request.putBodyParameter(name, value);
            } else {
                request.putQueryParameter(name, value);
            }
        });
        client.last = new HttpResponse();
        try {
            CommonResponse response = client.getCommonResponse(request);
            return ApiAnswer.success(response.getHttpStatus(), response.getData());
        } catch (ClientException e) {
            return ApiAnswer.error(
                    client.last.getStatus(),
                    e.getErrCode(),
                    e.getErrMsg(),
                    Optional.ofNullable(client.last.getHeaderValue(ApiAnswer.DETAIL)),
                    e.getRequestId());
        }
    }

    /** Lists and structures as numbered names, which callers of this client write out themselves. */
    private static Map<String, String> flat(Map<String, ?> parameters) {
        try {
            return Client.query(parameters);
        } catch (Exception e) {
            throw new AssertionError("parameters that cannot be sent: " + parameters, e);
        }
    }

    /** Keeps the response, of which the client's exceptions tell neither status nor headers. */
    private static final class Recording extends DefaultAcsClient {
        private HttpResponse last = new HttpResponse();

        Recording(IClientProfile profile) {
            super(profile);
        }

        @Override
        public <T extends AcsResponse> HttpResponse doAction(AcsRequest<T> request) throws ClientException {
            last = super.doAction(request);
            return last;
        }
    }
}
