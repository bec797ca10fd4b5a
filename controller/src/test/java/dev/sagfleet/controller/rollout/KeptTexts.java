package dev.sagfleet.controller.rollout;

/** Texts as the first release kept them. */
final class KeptTexts {
    static final String POLICY = "{\"format\":1,\"name\":\"2.5.0 to the branches\",\"image\":\"2.5.0\","
            + "\"targets\":{\"models\":[],\"regions\":[],\"tags\":[],\"devices\":[]},\"order\":\"SPREAD\","
            + "\"waves\":[{\"count\":20,\"soak\":\"PT0S\",\"approve\":false},"
            + "{\"cumulative\":\"1/1\",\"soak\":\"PT0S\",\"approve\":false}],"
            + "\"success\":\"19/20\",\"halt\":{\"failures\":\"1/20\",\"least\":2},\"inconclusive\":\"HOLD\","
            + "\"silence\":{\"offered\":\"PT72H\",\"download\":\"PT12H\",\"trial\":\"PT1H\",\"countsAs\":\"FAILURE\"},"
            + "\"late\":\"TAIL\",\"pace\":{\"perMinute\":100,\"inFlight\":500,\"perSite\":1},"
            + "\"retries\":{\"transport\":3,\"verify\":1,\"boot\":0,\"leastWait\":\"PT10M\",\"mostWait\":\"PT4H\"},"
            + "\"priority\":5,\"rollback\":{\"when\":\"NEVER\",\"scope\":\"WAVE\"},\"objectives\":[]}";

    static final String HEAD = "{\"format\":1,\"id\":\"ro-1\",\"seed\":-7,\"createdMillis\":1000,\"revision\":3,"
            + "\"membership\":{\"expected\":21,\"filled\":21,"
            + "\"dealt\":\"6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d\",\"approved\":\"6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d\"},"
            + "\"images\":[\"6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d\"],"
            + "\"last\":{\"state\":\"RUNNING\",\"atMillis\":2000,\"who\":\"ops\",\"why\":\"started\"},"
            + "\"startedMillis\":2000,\"heldMillis\":0,"
            + "\"apart\":{\"alreadyThere\":5},"
            + "\"waves\":[{\"begin\":0,\"end\":16,\"stage\":\"OPEN\",\"hold\":\"RESULTS\","
            + "\"counts\":{\"waiting\":10,\"active\":2,\"succeeded\":3,\"failed\":1},"
            + "\"accepted\":0,\"isApproved\":false,"
            + "\"openedMillis\":2000,\"metMillis\":9007199254740992,\"verdict\":\"UNKNOWN\","
            + "\"checkMillis\":9007199254740992}],"
            + "\"frontier\":0,\"flow\":{\"working\":2,\"credit\":60000,\"atMillis\":2500},"
            + "\"openings\":[{\"zone\":\"Z\",\"opensMillis\":0,\"closesMillis\":9007199254740992,"
            + "\"nextMillis\":9007199254740992,\"spreadMillis\":0,\"planned\":0,\"started\":0},"
            + "{\"zone\":\"Asia/Shanghai\",\"opensMillis\":1,\"closesMillis\":2,\"nextMillis\":3,"
            + "\"spreadMillis\":1,\"planned\":-1,\"started\":0}],"
            + "\"sweeps\":[{\"kind\":\"RETRY\",\"next\":7,\"wave\":2}],\"wakeAtMillis\":3000}";

    private KeptTexts() {}
}
