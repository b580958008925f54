import { type ISecurityGroup, SecurityGroup, SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";

const NETWORK_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/** Isolated subnets: template code that escaped would reach no network. They cost nothing. */
export class Isolation extends Construct {
  readonly place: {
    vpc: Vpc;
    vpcSubnets: { subnetType: SubnetType };
    securityGroups: ISecurityGroup[];
  };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new Vpc(this, "Vpc", {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: "Nowhere", subnetType: SubnetType.PRIVATE_ISOLATED }],
      // Unused; restricting it would need a function with rights of its own.
      restrictDefaultSecurityGroup: false,
    });
    const nowhere = new SecurityGroup(this, "Nowhere", { vpc, allowAllOutbound: false });
    const vpcSubnets = { subnetType: SubnetType.PRIVATE_ISOLATED };
    this.place = { vpc, vpcSubnets, securityGroups: [nowhere] };
  }

  /** Lambda attaches a function to a VPC with the function's own role. */
  admit(role: Role): void {
    role.addToPolicy(new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ["*"] }));
  }
}
