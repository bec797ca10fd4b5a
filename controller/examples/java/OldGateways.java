import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.*;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;

public class OldGateways {
    private final Client client;

    OldGateways(String endpoint) throws Exception {
        client = new Client(new Config()
                .setEndpoint(endpoint)
                .setProtocol("HTTP")
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> call(String action, Map<String, ?> parameters) throws Exception {
        Params call = new Params().setAction(action).setVersion("2018-03-13")
                .setProtocol("HTTP").setMethod("POST").setPathname("/").setStyle("RPC")
                .setAuthType("AK").setReqBodyType("formData").setBodyType("json");
        OpenApiRequest request = new OpenApiRequest().setQuery(com.aliyun.openapiutil.Client.query(parameters));
        return (Map<String, Object>) client.callApi(call, request, new RuntimeOptions()).get("body");
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        String endpoint = System.getenv().getOrDefault("SAG_ENDPOINT", "http://127.0.0.1:8640");
        OldGateways api = new OldGateways(URI.create(endpoint).getAuthority());
        Map<String, Object> found = api.call("DescribeSmartAccessGateways",
                Map.of("SoftwareVersion", "2.4.0", "VersionComparator", "less", "PageSize", 3));
        var gateways = ((Map<String, List<Map<String, Object>>>) found.get("SmartAccessGateways")).get("SmartAccessGateway");
        for (var gateway : gateways) {
            System.out.printf("%s %s %s %s%n", gateway.get("SmartAGId"), gateway.get("SerialNumber"),
                    gateway.get("SoftwareVersion"), gateway.get("Status"));
        }

        var plans = (List<Map<String, Object>>) api.call("ListApplicationBandwidthPackages",
                Map.of("RegionId", "cn-shanghai")).get("ApplicationBandwidthPackages");
        try {
            api.call("AssociateSmartAGWithApplicationBandwidthPackage", Map.of(
                    "RegionId", "cn-shanghai",
                    "ApplicationBandwidthPackageId", plans.get(0).get("ApplicationBandwidthPackageId"),
                    "AssociateConfigs", List.of(Map.of("SmartAGId", gateways.get(0).get("SmartAGId"), "Bandwidth", 5))));
        } catch (TeaException error) {
            System.out.println(error.getCode()); // UnsupportedFeature.ApplicationAccelerate: firmware below 2.4.0
        }
    }
}
